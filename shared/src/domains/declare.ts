import type { Fault, RecordType } from '../replication/model.ts';
import type { RecordTable } from '../storage/kit.ts';
import { contractFaults } from './contract.ts';

/** A record type together with the table it is kept in. */
export interface DeclaredType extends RecordType {
  readonly table: RecordTable;
}

/** The audience of a type that the whole network may see whatever it says; written out, so that nobody opens one by accident. */
export const everyone = (): string[] => ['*'];

interface Declaration<Body> extends Pick<
  RecordType,
  'name' | 'owner' | 'lane' | 'way' | 'version' | 'reacts'
> {
  table: RecordTable;
  retain?: RecordType['retain'];
  audience?: (body: Body) => string[];
  grants?: (body: Body) => ReturnType<NonNullable<RecordType['grants']>>;
  upcast?: (body: Record<string, unknown>, from: number) => unknown;
  /** What the SDL cannot say about a well-formed body: how its fields must fit each other. */
  check?: (body: Body) => Fault[];
}

/** Declares a record type. Its wire input in the SDL is the name with `Record` behind it. */
export function declare<Body>({ check, ...declaration }: Declaration<Body>): DeclaredType {
  const input = `${declaration.name}Record`;
  return {
    retain: 'latest',
    ...declaration,
    validate(body) {
      const faults = contractFaults(input, body);
      return faults.length > 0 ? faults : (check?.(body as Body) ?? []);
    },
  };
}
