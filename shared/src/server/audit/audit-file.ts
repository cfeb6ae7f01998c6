import { closeSync, createReadStream, fsyncSync, openSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { CodedError } from '../../base/errors.ts';
import type { SigningCrypto } from '../../base/crypto.ts';
import { anchorText, BEGINNING, verifyRows } from './chain.ts';
import type { AuditAnchor, AuditRow, Verdict } from './chain.ts';
import { csvLine } from '../content/csv.ts';

/**
 * An audit log as a file. The NDJSON form can be checked by anybody who has the
 * site's public key; the CSV form is for spreadsheets.
 */

const FORMAT = 'lianxue-audit';

interface Head {
  format: typeof FORMAT;
  version: 1;
  site: string;
  /** Public keys of the site, present and past. */
  keys: readonly string[];
  anchor: AuditAnchor | null;
}

/** Signed last line: without it, nobody could tell that the newest rows were cut off. */
interface Tail {
  end: { seq: number; hash: string; at: number; sig: string };
}

const endText = (site: string, end: Omit<Tail['end'], 'sig'>): string =>
  `audit end\n${anchorText(site, end)}`;

const COLUMNS = [
  'seq',
  'at',
  'actorKind',
  'actor',
  'role',
  'address',
  'action',
  'subject',
  'result',
  'detail',
  'hash',
] as const;

export interface Source {
  site: string;
  keys: readonly string[];
  anchor: AuditAnchor | null;
  rows: Iterable<AuditRow>;
  now: number;
  crypto: Pick<SigningCrypto, 'sign'>;
}

/** Writes a new file, readable by its owner alone; answers how many rows. Throws when there is one already. */
export function writeAuditFile(
  from: Source,
  to: { file: string; format: 'ndjson' | 'csv' },
): number {
  const { site, keys, anchor, now, crypto } = from;
  const out = openSync(to.file, 'wx', 0o600);
  const line = (text: string): void => void writeSync(out, `${text}\n`);
  try {
    const head: Head = { format: FORMAT, version: 1, site, keys, anchor };
    line(to.format === 'csv' ? csvLine(COLUMNS) : JSON.stringify(head));
    let last: Pick<AuditAnchor, 'seq' | 'hash'> = anchor ?? BEGINNING;
    let count = 0;
    for (const row of from.rows) {
      line(
        to.format === 'csv' ? csvLine(COLUMNS.map((name) => told(row, name))) : JSON.stringify(row),
      );
      last = { seq: row.seq, hash: row.hash };
      count += 1;
    }
    if (to.format === 'ndjson') {
      const end = { ...last, at: now };
      line(
        JSON.stringify({ end: { ...end, sig: crypto.sign(endText(site, end)) } } satisfies Tail),
      );
    }
    fsyncSync(out);
    return count;
  } finally {
    closeSync(out);
  }
}

const told = (row: AuditRow, name: (typeof COLUMNS)[number]): string =>
  name === 'at' ? new Date(row.at).toISOString() : String(row[name]);

export interface FileVerdict extends Verdict {
  site: string;
  keys: readonly string[];
}

/**
 * Checks an NDJSON file by itself. `keys` are those the reader trusts; the
 * file's own otherwise, which must then be compared by eye. Throws BAD_INPUT
 * when it is no audit file.
 */
export async function verifyAuditFile(
  file: string,
  given: { keys?: readonly string[]; crypto: Pick<SigningCrypto, 'verify'> },
): Promise<FileVerdict> {
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
  let head: Head | undefined;
  const rows: AuditRow[] = [];
  let tail: Tail | undefined;
  for await (const text of lines) {
    if (tail) throw notOne('there are lines after its end');
    const value = parsed(text);
    if (!head) head = headOf(value);
    else if ('end' in value) tail = value as unknown as Tail;
    else rows.push(value as unknown as AuditRow);
  }
  if (!head) throw notOne('it is empty');
  const { site, anchor } = head;
  const keys = given.keys?.length ? given.keys : head.keys;
  const verify = (text: string, sig: string): boolean => given.crypto.verify(keys, text, sig);
  const told = { site, keys };
  const none = { checked: 0, from: (anchor?.seq ?? 0) + 1, to: anchor?.seq ?? 0 };
  if (anchor && !verify(anchorText(site, anchor), anchor.sig)) {
    const why = 'the anchor is not signed by the site';
    return { ...told, ...none, fault: { seq: anchor.seq, why } };
  }
  const verdict = verifyRows(rows, { site, start: anchor ?? BEGINNING, verify });
  if (verdict.fault) return { ...told, ...verdict };
  const end = tail?.end;
  const lastHash = rows.at(-1)?.hash ?? anchor?.hash ?? '';
  const whole =
    end?.seq === verdict.to && end.hash === lastHash && verify(endText(site, end), end.sig);
  const why = 'its signed end is missing or is that of a longer log';
  return { ...told, ...verdict, fault: whole ? null : { seq: verdict.to + 1, why } };
}

const notOne = (why: string): CodedError =>
  new CodedError('BAD_INPUT', { detail: `No audit file: ${why}.` });

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (cause) {
    throw new CodedError('BAD_INPUT', { detail: 'No audit file: a line is not JSON.', cause });
  }
  throw notOne('a line is no object');
}

function headOf(value: Record<string, unknown>): Head {
  const head = value as unknown as Head;
  if (head.format !== FORMAT || head.version !== 1 || !Array.isArray(head.keys))
    throw notOne('its first line is not that of one');
  return head;
}
