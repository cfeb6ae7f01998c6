/**
 * Cuts text into CSV records, and goes on after what is broken: a quote that is
 * never closed costs its own line, not the rest of the file. That is why the
 * cutting is done here and only the fields are left to csv-parse, which loses
 * its way after the first bad record.
 */

/** Most characters and most lines of one record. */
const RECORD_CHARS = 64 * 1024;
const RECORD_LINES = 100;
/** Of a line that is too long, so much is kept to be shown. */
const SHOWN_CHARS = 200;

type Damage = 'open-quote' | 'too-long';

export interface CsvRecord {
  /** Line of the file it begins on, from 1. */
  line: number;
  /** Without its line end; of a damaged one the first line at most. */
  text: string;
  damage?: Damage;
}

/** Feed it the text in pieces with `take`; `end` gives what is left. */
export class CsvCutter {
  private rest = '';
  private line = 1;
  /** True within a line that was too long, until it ends. */
  private skipping = false;

  take(text: string): CsvRecord[] {
    this.rest += text;
    return this.cut(false);
  }

  end(): CsvRecord[] {
    return this.cut(true);
  }

  private cut(last: boolean): CsvRecord[] {
    const records: CsvRecord[] = [];
    let at = this.skipping ? this.afterLongLine() : 0;
    while (at < this.rest.length) {
      const found = recordAt(this.rest, at, last);
      if (found === 'more') break;
      const { end, lines, damage } = found;
      const text = this.rest.slice(at, this.rest[end - 1] === '\r' ? end - 1 : end);
      const record: CsvRecord = { line: this.line, text };
      if (damage) records.push({ ...record, text: text.slice(0, SHOWN_CHARS), damage });
      else if (text.trim() !== '') records.push(record);
      at = end + 1;
      this.line += lines;
      this.skipping = damage === 'too-long' && end === this.rest.length;
    }
    this.rest = this.rest.slice(at);
    return records;
  }

  private afterLongLine(): number {
    const end = this.rest.indexOf('\n');
    if (end < 0) return this.rest.length;
    this.skipping = false;
    return end + 1;
  }
}

const [LF, QUOTE, COMMA] = [0x0a, 0x22, 0x2c];

interface Found {
  /** Place of its line feed, or the end of the text. */
  end: number;
  lines: number;
  damage?: Damage;
}

/** The record that begins at `at`; `more` when its end has not been read yet. */
function recordAt(text: string, at: number, last: boolean): Found | 'more' {
  let open = false;
  let fieldBegins = true;
  let closedAt = -2;
  let lines = 1;
  let i = at;
  for (; i < text.length && i - at <= RECORD_CHARS && lines <= RECORD_LINES; i++) {
    const char = text.charCodeAt(i);
    if (open) {
      if (char === LF) lines += 1;
      if (char !== QUOTE) continue;
      open = false;
      closedAt = i;
      continue;
    }
    if (char === LF) return { end: i, lines };
    // A doubled quote stands for one: it closes the field and opens it again, which comes to the same here.
    if (char === QUOTE && (fieldBegins || closedAt === i - 1)) open = true;
    fieldBegins = char === COMMA;
  }
  if (i === text.length && !last) return 'more';
  if (i === text.length && !open) return { end: i, lines };
  return lineOf(text, at, open ? 'open-quote' : 'too-long');
}

/** The first line alone of a record that is none. */
function lineOf(text: string, at: number, damage: Damage): Found {
  const end = text.indexOf('\n', at);
  return { end: end < 0 ? text.length : end, lines: 1, damage };
}
