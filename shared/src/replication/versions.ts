import { ERRORS } from '../base/errors.ts';
import { hashText, proofText } from './codec.ts';
import { positionOf } from './model.ts';
import type { Fault, RecordType, StoredRecord, Version } from './model.ts';
import type { Site } from './site.ts';

/** What one version means beside another, and whether it may be believed. */

/** Earlier stamps a version carries. Beyond it a rival cannot be told from an ancestor and a person decides. */
export const TRAIL_MAX = 20;

/** Stamps of the versions that a new one is written upon, the newest first: what it stands on, then what those stood on. */
export function trailOf(upon: readonly (Pick<Version, 'rev' | 'trail'> | undefined)[]): string[] {
  const versions = upon.filter((version) => version !== undefined);
  const stamps = [...versions.map(({ rev }) => rev), ...versions.flatMap(({ trail }) => trail)];
  return [...new Set(stamps)].slice(0, TRAIL_MAX);
}

/** True if `later` is `earlier` or was written on top of it. */
export function descends(
  later: Pick<Version, 'rev' | 'trail'>,
  earlier: Pick<Version, 'rev'>,
): boolean {
  if (later.rev === earlier.rev || later.trail.includes(earlier.rev)) return true;
  const a = positionOf(later.rev);
  const b = positionOf(earlier.rev);
  return a.epoch === b.epoch && a.seq > b.seq;
}

export const fault = (code: keyof typeof ERRORS, field: string): Fault => ({
  code,
  field,
  zh: ERRORS[code].zh,
  en: ERRORS[code].en,
});

/** The body lifted to the current schema version. Throws if it is not JSON or an upcast fails. */
export function bodyOf(type: RecordType, record: Pick<Version, 'body' | 'schemaVersion'>): unknown {
  const body: unknown = JSON.parse(record.body ?? 'null');
  return type.upcast && record.schemaVersion < type.version
    ? type.upcast(body as never, record.schemaVersion)
    : body;
}

/** Faults of a version's content: its hash, its JSON, its fields. */
export function contentFaults(
  site: Site,
  type: RecordType,
  version: Version,
): { faults: Fault[]; body: unknown } {
  if (version.op === 'gone') return { faults: [], body: null };
  if (site.crypto.hash(hashText(version)) !== version.hash)
    return { faults: [fault('BAD_HASH', '$')], body: null };
  if (version.op !== 'put') return { faults: [], body: null };
  let body: unknown;
  try {
    body = bodyOf(type, version);
  } catch {
    return { faults: [fault('BAD_FIELD', '$')], body: null };
  }
  return { faults: type.validate(body), body };
}

/** True if a stored version no longer says what its hash was made of. */
export const isDamaged = (site: Site, version: Version): boolean =>
  version.op !== 'gone' && site.crypto.hash(hashText(version)) !== version.hash;

/** A copy given back by its receiver must carry its author's signature: a peer cannot invent our past. */
export function isAuthentic(site: Site, entry: Version, keys: readonly string[]): boolean {
  return (
    site.crypto.hash(hashText(entry)) === entry.hash &&
    site.crypto.verify(keys, proofText(entry), entry.sig)
  );
}

/** Whether a site of this kind may own records of the type. */
export function mayOwn(site: Site, type: RecordType, owner: string): boolean {
  if (type.way === 'down' && owner !== site.root) return false;
  if (type.owner === 'hub') return owner === site.root;
  if (type.owner === 'branch') return owner !== site.root;
  return true;
}

/** Who may see a version: from its body, or unchanged from before when it has none. */
export function audienceOf(
  type: RecordType,
  body: unknown,
  before: Pick<StoredRecord, 'audience' | 'reach'> | undefined,
): { audience: string[]; reach: string[] } {
  const audience =
    body === null ? (before?.audience ?? []) : (type.audience?.(body as never) ?? []);
  const known = before?.reach ?? [];
  const reach = audience.every((token) => known.includes(token))
    ? known
    : [...new Set([...known, ...audience])];
  return { audience, reach };
}

export const overlaps = (a: readonly string[], b: readonly string[]): boolean =>
  a.some((token) => b.includes(token));
