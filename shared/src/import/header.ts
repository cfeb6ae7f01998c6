import { CodedError } from '../base/errors.ts';
import type { FieldFault } from '../base/errors.ts';
import type { ImportKind } from './import-kind.ts';

/** Which column of a file holds which field. */
export interface Header {
  /** Field of each column, null for one that is not read. */
  fields: readonly (string | null)[];
  /** Heads of the columns that are not read, as they stand in the file. */
  unread: readonly string[];
}

const plain = (head: string): string => head.trim().toLowerCase().replaceAll(/\s+/g, '_');

/** The field that a word names in files of this kind; undefined when there is none. */
export function fieldNamed(kind: ImportKind, word: string): string | undefined {
  const name = plain(word);
  const column = kind.columns.find(
    ({ field, names }) => field.toLowerCase() === name || names.includes(name),
  );
  return column?.field;
}

/**
 * Reads the first row. `fixed` are fields that the command line gives a value
 * for. Throws BAD_INPUT when a column is missing or two hold the same field.
 */
export function readHeader(
  kind: ImportKind,
  heads: readonly string[],
  fixed: ReadonlySet<string>,
): Header {
  const fields = heads.map((head) => fieldNamed(kind, head) ?? null);
  const faults: FieldFault[] = [];
  for (const [i, field] of fields.entries()) {
    if (field === null || fields.indexOf(field) === i) continue;
    faults.push({
      code: 'BAD_INPUT',
      field,
      zh: `有两列都是 ${field}。`,
      en: `Two columns hold ${field}.`,
    });
  }
  for (const { field, names, required } of kind.columns) {
    if (!required || fields.includes(field) || fixed.has(field)) continue;
    const known = [field, ...names].join(', ');
    faults.push({
      code: 'BAD_INPUT',
      field,
      zh: `缺少列 ${field}，列名可用：${known}。`,
      en: `No column for ${field}; it may be headed: ${known}.`,
    });
  }
  if (faults.length > 0) throw new CodedError('BAD_INPUT', { faults });
  return { fields, unread: heads.filter((_, i) => fields[i] === null) };
}
