import { closeSync, openSync, writeSync } from 'node:fs';
import type { Fault } from '../replication/model.ts';

export type Lang = 'zh' | 'en';

/** One thing that is wrong with one row. */
export interface Refusal {
  line: number;
  field: string;
  code: string;
  reason: string;
  /** The cell as it stands in the file. */
  value: string;
}

/** A file that names every refused row; it may hold what branches know of people, so only its owner may read it. */
export interface RefusalReport {
  add(refusal: Refusal): void;
  close(): void;
}

const FIELDS = ['line', 'field', 'code', 'reason', 'value'] as const;
const HEADS: Readonly<Record<Lang, readonly string[]>> = {
  zh: ['行号', '字段', '代码', '原因', '原值'],
  en: FIELDS,
};
/** So that Excel reads it as UTF-8. */
const BOM = '\uFEFF';

/** CSV, or JSON when the file's name says so. */
export function openReport(file: string, lang: Lang): RefusalReport {
  const fd = openSync(file, 'w', 0o600);
  const isJson = file.endsWith('.json');
  let empty = true;
  writeSync(fd, isJson ? '[' : `${BOM}${HEADS[lang].join(',')}\r\n`);
  return {
    add(refusal) {
      const before = empty ? '\n' : ',\n';
      empty = false;
      writeSync(fd, isJson ? before + JSON.stringify(refusal) : csvLine(refusal));
    },
    close() {
      if (isJson) writeSync(fd, '\n]\n');
      closeSync(fd);
    },
  };
}

const csvLine = (refusal: Refusal): string =>
  `${FIELDS.map((field) => csvCell(String(refusal[field]))).join(',')}\r\n`;

/** A cell that a spreadsheet shows and never runs: it takes what begins so for a formula. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A fault of a row, said in one language. */
export const refusalOf = (
  { line, raw }: { line: number; raw: (field: string) => string },
  fault: Fault,
  lang: Lang,
): Refusal => ({
  line,
  field: fault.field,
  code: fault.code,
  reason: fault[lang],
  value: raw(fault.field.split('.')[0] ?? ''),
});
