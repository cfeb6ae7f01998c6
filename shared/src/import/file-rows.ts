import { parse } from 'csv-parse/sync';
import { CodedError } from '../base/errors.ts';
import type { Fault } from '../replication/model.ts';
import { Cells } from './cells.ts';
import { CsvCutter } from './csv-records.ts';
import type { CsvRecord } from './csv-records.ts';
import { readHeader } from './header.ts';
import type { Header } from './header.ts';
import type { ImportKind } from './import-kind.ts';
import { BROKEN, readText } from './text-encoding.ts';
import type { Encoding } from './text-encoding.ts';

/** One row of a file, or why it is none. */
export interface FileRow {
  line: number;
  cells: Cells;
  /** Set when the row cannot be read at all. */
  fault?: Fault;
}

interface RowPiece {
  rows: FileRow[];
  /** Bytes of the file read so far. */
  bytes: number;
}

/** A file as it is to be read. */
export interface RowSource {
  file: string;
  encoding: Encoding;
  kind: ImportKind;
  /** Values for all rows, by field; a column of the file comes before it. */
  fixed: ReadonlyMap<string, string>;
  onHeader: (header: Header) => void;
}

/** The rows behind the header, piece by piece. Throws BAD_INPUT when the header will not do. */
export async function* readRows(source: RowSource): AsyncGenerator<RowPiece> {
  const cutter = new CsvCutter();
  let header: Header | undefined;
  const rowsOf = (records: CsvRecord[]): FileRow[] => {
    if (!header && records[0]) header = headerOf(source, records.shift());
    return header ? records.map((record) => rowOf(source, header as Header, record)) : [];
  };
  let read = 0;
  for await (const { text, bytes } of readText(source.file, source.encoding)) {
    read = bytes;
    yield { rows: rowsOf(cutter.take(text)), bytes };
  }
  yield { rows: rowsOf(cutter.end()), bytes: read };
  if (!header) headerOf(source, undefined);
}

function headerOf(source: RowSource, record: CsvRecord | undefined): Header {
  const heads = record && !record.damage ? fieldsOf(record.text) : [];
  if (!heads) throw new CodedError('BAD_INPUT', { faults: [unreadable] });
  const header = readHeader(source.kind, heads, new Set(source.fixed.keys()));
  source.onHeader(header);
  return header;
}

/** The fields of one record; undefined when it is not one. */
function fieldsOf(text: string): string[] | undefined {
  if (!text.includes('"')) return text.split(',');
  // Quotes within a field are common in titles, and what they mean there is plain.
  const records = parse(text, { relax_quotes: true, relax_column_count: true });
  return records.length === 1 ? records[0] : undefined;
}

function rowOf(source: RowSource, header: Header, { line, text, damage }: CsvRecord): FileRow {
  const fields = damage ? undefined : fieldsOf(text);
  if (!fields) {
    const fault = damage === 'too-long' ? tooLong : unreadable;
    return { line, cells: new Cells(new Map([['$', text]])), fault };
  }
  const values = new Map(source.fixed);
  for (const [i, field] of header.fields.entries()) {
    const value = fields[i];
    if (field !== null && value !== undefined && (value !== '' || !values.has(field)))
      values.set(field, value);
  }
  const row = { line, cells: new Cells(values) };
  if (fields.length !== header.fields.length)
    return { ...row, fault: wrongCount(fields.length, header.fields.length) };
  const broken = [...values].find(([, value]) => value.includes(BROKEN));
  return broken ? { ...row, fault: brokenBytes(broken[0]) } : row;
}

const rowFault = (zh: string, en: string, field = '$'): Fault => ({
  code: 'BAD_INPUT',
  field,
  zh,
  en,
});

const unreadable = rowFault(
  '引号没有配对，此行无法解析。',
  'A quote is not closed; the row cannot be read.',
);
const tooLong = rowFault('此行太长。', 'The line is too long.');
const wrongCount = (found: number, wanted: number): Fault =>
  rowFault(
    `此行有 ${found} 列，应为 ${wanted} 列。`,
    `The row has ${found} columns, not ${wanted}.`,
  );
const brokenBytes = (field: string): Fault =>
  rowFault(
    `字段 ${field}：含有无法解码的字节，请检查文件编码。`,
    `Field ${field} has bytes that are no text in this encoding.`,
    field,
  );
