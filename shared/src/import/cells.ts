import { fieldFault } from '../domains/field-faults.ts';
import type { Fault } from '../replication/model.ts';

/** The cells of one row by field, read as what the field needs; what cannot be read is noted in `faults`. */
export class Cells {
  readonly faults: Fault[] = [];
  private readonly values: ReadonlyMap<string, string>;

  constructor(values: ReadonlyMap<string, string>) {
    this.values = values;
  }

  /** The cell as it stands in the file, '' when there is none. */
  raw(field: string): string {
    return this.values.get(field) ?? '';
  }

  /** Trimmed; undefined when it is empty or there is no such column. */
  text(field: string): string | undefined {
    return this.values.get(field)?.trim() || undefined;
  }

  required(field: string): string {
    const text = this.text(field);
    if (text === undefined) this.fail(field, { zh: '不能为空。', en: 'must not be empty.' });
    return text ?? '';
  }

  number(field: string): number | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    if (/^[+-]?\d+(\.\d+)?$/.test(text)) return Number(text);
    this.fail(field, { zh: '应为数字。', en: 'must be a number.' });
    return undefined;
  }

  /** A code of the contract, or the Chinese word that `words` has for it. The contract tells which codes there are. */
  code(field: string, words: Readonly<Record<string, string>>): string | undefined {
    const text = this.text(field);
    return text === undefined ? undefined : (words[text] ?? text);
  }

  /** Parts between semicolons or spaces. */
  list(field: string): string[] | undefined {
    return this.text(field)
      ?.split(/[;；\s]+/)
      .filter(Boolean);
  }

  /** Ms since 1970 of a date, or a date and time, of China's one time zone unless the cell names another. */
  time(field: string): number | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const time = timeOf(text);
    if (time === undefined)
      this.fail(field, { zh: '应为日期，如 2026-09-01。', en: 'must be a date, as 2026-09-01.' });
    return time;
  }

  private fail(field: string, said: { zh: string; en: string }): void {
    this.faults.push(fieldFault(field, said));
  }
}

const DATE =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ](\d{1,2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:\d{2})?)?$/;

function timeOf(text: string): number | undefined {
  if (/^\d{12,14}$/.test(text)) return Number(text);
  const [, year = '', month = '', day = '', clock = '00:00', zone = '+08:00'] =
    DATE.exec(text) ?? [];
  const two = (part: string): string => part.padStart(2, '0');
  const [hour = '', ...rest] = clock.split(':');
  const date = `${year}-${two(month)}-${two(day)}`;
  // Date.parse turns the 31st of April into the 1st of May.
  const valid = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(valid.getTime()) || !valid.toISOString().startsWith(date)) return undefined;
  const time = Date.parse(`${date}T${[two(hour), ...rest].join(':')}${zone}`);
  return Number.isNaN(time) ? undefined : time;
}
