import { CodedError } from '../base/errors.ts';
import type { Fault, Key } from '../replication/model.ts';
import { keyOf } from '../replication/model.ts';
import type { Site } from '../replication/site.ts';
import { fault } from '../replication/versions.ts';
import type { Work } from '../replication/work.ts';
import { tidy } from '../server/revisions.ts';
import type { Put } from './import-kind.ts';

/** What has to be written for the records that a row asks for. */
interface Write {
  key: Key;
  /** `type/id`. */
  name: string;
  body: object;
}

interface Writes {
  writes: Write[];
  faults: Fault[];
}

/** Compares what a row asks for with what is stored. With a fault in any of its records, nothing of a row is written. */
export async function decidePuts(
  at: { work: Work; site: Site },
  puts: readonly Put[],
): Promise<Writes> {
  const all: Writes = { writes: [], faults: [] };
  for (const put of puts) {
    const { writes, faults } = await decidePut(at, put);
    all.writes.push(...writes);
    all.faults.push(...faults);
  }
  return all;
}

const nothing: Writes = { writes: [], faults: [] };
const refuse = (faults: Fault[]): Writes => ({ writes: [], faults });

async function decidePut({ work, site }: { work: Work; site: Site }, put: Put): Promise<Writes> {
  const { key } = put;
  const type = site.types.get(key.type);
  if (!type) throw new CodedError('UNKNOWN_TYPE', { detail: key.type });
  const stored = await work.get(key);
  const before = await work.body<object>(key);
  // Made again, a record that was deleted, or erased by law, would be back by accident.
  if (stored && !before) return refuse([removed]);
  if (before && put.onlyNew) return nothing;
  const body = { ...tidy(put.defaults), ...before, ...tidy(put.stated) };
  if (before && isSame(before, body)) return nothing;
  if (stored && stored.owner !== site.name) return refuse([fault('NOT_OWNER', '$')]);
  const faults = [...((before && put.changeFaults?.(before, body)) ?? []), ...type.validate(body)];
  return faults.length > 0 ? refuse(faults) : { writes: [{ key, name: keyOf(key), body }], faults };
}

const removed: Fault = {
  code: 'CONFLICT',
  field: '$',
  zh: '这条记录已被删除，导入不会恢复它。',
  en: 'The record was deleted; an import does not bring it back.',
};

/** Whether two bodies say the same; the order of fields says nothing. */
function isSame(a: object, b: object): boolean {
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    left.length === right.size &&
    left.every(([name, value]) => JSON.stringify(right.get(name)) === JSON.stringify(value))
  );
}
