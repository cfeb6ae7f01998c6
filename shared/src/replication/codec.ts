import { ORIGIN, positionOf } from './model.ts';
import type { Entry, Op, StoredRecord, Version } from './model.ts';

/**
 * One entry a line: a JSON header, a tab, the raw body. The header never holds
 * a raw tab or newline (JSON escapes them), and the body is carried as it is,
 * so that nobody between its owner and its reader re-serialises it.
 */
const OPS: readonly string[] = ['put', 'del', 'erase', 'gone'] satisfies Op[];

export function encodeEntry(seq: number, record: Version): string {
  const header = JSON.stringify({
    q: seq,
    t: record.type,
    i: record.id,
    o: record.owner,
    r: record.rev,
    // JSON leaves out what is undefined.
    l: record.trail.length > 0 ? record.trail : undefined,
    v: record.version,
    p: record.op,
    s: record.schemaVersion,
    a: record.at,
    h: record.hash,
    g: record.sig,
  });
  return record.body === null ? header : `${header}\t${record.body}`;
}

interface Header {
  q: number;
  t: string;
  i: string;
  o: string;
  r: string;
  l?: string[];
  v: number;
  p: Op;
  s: number;
  a: number;
  h: string;
  g: string;
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;
const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= 200;

function isHeader(h: Partial<Header>): h is Header {
  return (
    isCount(h.q) &&
    isName(h.t) &&
    isName(h.i) &&
    isName(h.o) &&
    isName(h.r) &&
    positionOf(h.r) !== ORIGIN &&
    (h.l === undefined || (Array.isArray(h.l) && h.l.length <= 100 && h.l.every(isName))) &&
    isCount(h.v) &&
    typeof h.p === 'string' &&
    OPS.includes(h.p) &&
    isCount(h.s) &&
    isCount(h.a) &&
    typeof h.h === 'string' &&
    h.h.length <= 200 &&
    typeof h.g === 'string' &&
    h.g.length <= 5000
  );
}

/** The entry of a line, or undefined when it cannot be read as one. */
export function decodeEntry(line: string): Entry | undefined {
  const tab = line.indexOf('\t');
  let header: unknown;
  try {
    header = JSON.parse(tab < 0 ? line : line.slice(0, tab));
  } catch {
    return undefined; // the caller quarantines the raw line
  }
  if (typeof header !== 'object' || header === null || !isHeader(header)) return undefined;
  const body = tab < 0 ? null : line.slice(tab + 1);
  if ((header.p === 'put') !== (body !== null)) return undefined;
  return {
    seq: header.q,
    type: header.t,
    id: header.i,
    owner: header.o,
    rev: header.r,
    trail: header.l ?? [],
    version: header.v,
    op: header.p,
    schemaVersion: header.s,
    at: header.a,
    hash: header.h,
    sig: header.g,
    body,
  };
}

/** The sequence a damaged line claims, so that its quarantine can name a place; undefined if even that is lost. */
function seqOfLine(line: string): number | undefined {
  const found = /^\{"q":(\d{1,15})[,}]/.exec(line);
  return found ? Number(found[1]) : undefined;
}

/** A line of a batch as it came, with what could be read of it. */
export interface Line {
  raw: string;
  /** Undefined when it cannot be read as an entry. */
  entry: Entry | undefined;
  /** Its place in the sender's feed, as far as it tells; else the one after the line before. */
  seq: number;
}

/** The lines of a batch that begins after `from`. */
export function readLines(entries: string, from: number): Line[] {
  let last = from;
  return linesOf(entries).map((raw) => {
    const entry = decodeEntry(raw);
    last = entry?.seq ?? seqOfLine(raw) ?? last + 1;
    return { raw, entry, seq: last };
  });
}

export const linesOf = (entries: string): string[] => (entries === '' ? [] : entries.split('\n'));

/** What a version's hash covers: who it is and what it says. */
export const hashText = (
  v: Pick<Version, 'type' | 'id' | 'owner' | 'version' | 'op' | 'body'>,
): string => `${v.type}\n${v.id}\n${v.owner}\n${v.version}\n${v.op}\n${v.body ?? ''}`;

/** What the owner signs; no `rev`, as that is only known once the write is in the log. */
export const proofText = (v: Pick<Version, 'hash' | 'schemaVersion' | 'at'>): string =>
  `lianxue-record\n${v.hash}\n${v.schemaVersion}\n${v.at}`;

/** A stored version that its receiver may no longer see: identity only. */
export const asGone = (record: StoredRecord): Version => ({
  ...record,
  op: 'gone',
  body: null,
  trail: [],
  hash: '',
  sig: '',
});
