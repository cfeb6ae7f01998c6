import { readFileSync } from 'node:fs';
import { CodedError } from '../base/errors.ts';
import type { Cells } from './cells.ts';
import { fieldNamed } from './header.ts';
import type { ImportKind } from './import-kind.ts';

/** Which rows of a file are this site's; `school` is the unit that the row, or the course it names, belongs to. */
export type RowFilter = (cells: Cells, school: string | undefined) => boolean;

/** Which site takes which school; `*` takes the others. */
export type Partition = Readonly<Record<string, string>>;

export interface FilterOptions {
  site: string;
  where: ReadonlyMap<string, string>;
  partition: Partition | null;
}

export function rowFilter({ site, where, partition }: FilterOptions): RowFilter {
  return (cells, school) => {
    for (const [field, wanted] of where)
      if ((field === 'school' ? school : cells.text(field)) !== wanted) return false;
    return partition === null || (partition[school ?? ''] ?? partition['*']) === site;
  };
}

/** Reads `field=value` pairs of the command line; fields may be named as columns are. Throws BAD_INPUT. */
export function readPairs(
  kind: ImportKind,
  pairs: readonly string[],
  more: readonly string[] = [],
): Map<string, string> {
  return new Map(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      const name = pair.slice(0, at);
      const field = fieldNamed(kind, name) ?? more.find((other) => other === name);
      if (at < 1 || !field)
        throw new CodedError('BAD_INPUT', {
          faults: [
            {
              code: 'BAD_INPUT',
              field: name,
              zh: `“${pair}”应为 列名=值，且列名属于 ${kind.name}。`,
              en: `"${pair}" must be column=value with a column of ${kind.name}.`,
            },
          ],
        });
      return [field, pair.slice(at + 1)];
    }),
  );
}

/** Reads a partition: a JSON object from school to site. Throws BAD_INPUT. */
export function readPartition(file: string): Partition {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isPartition(value)) return value;
  } catch (cause) {
    throw new CodedError('BAD_INPUT', { detail: `${file} is not JSON.`, cause });
  }
  throw new CodedError('BAD_INPUT', { detail: `${file} is no object from school to site.` });
}

const isPartition = (value: unknown): value is Partition =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((site) => typeof site === 'string');
