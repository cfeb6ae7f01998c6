import { sha256 } from '../../base/crypto.ts';

/** The chain of an audit log: what is hashed and signed, and how anybody checks it with the rows alone. */

export type ActorKind = 'person' | 'site' | 'command' | 'system' | 'nobody';

/** Who acts. */
export interface Actor {
  actorKind: ActorKind;
  /** Login, site or user at the command line; '' for nobody. */
  actor: string;
  role: string;
  address: string;
}

export interface AuditRow extends Actor {
  seq: number;
  /** Ms since 1970, by this site's clock. */
  at: number;
  /** `Mutation.publishCourse`, `command branch add` and the like. */
  action: string;
  /** Records and accounts concerned, as `Type/id`. */
  subject: string;
  /** `ok` or a code of the error catalogue. */
  result: string;
  /** JSON object, or ''. */
  detail: string;
  prev: string;
  hash: string;
  sig: string;
}

/** Rows that are gone end here. */
export interface AuditAnchor {
  seq: number;
  hash: string;
  at: number;
  sig: string;
}

/** What stands before the first row. */
export const BEGINNING: Pick<AuditAnchor, 'seq' | 'hash'> = { seq: 0, hash: '' };

export type Content = Omit<AuditRow, 'prev' | 'hash' | 'sig'>;

/** Hash of a row upon the one before. An array, so that no text can run into its neighbour. */
export function rowHash(prev: string, row: Content): string {
  const { seq, at, actorKind, actor, role, address, action, subject, result, detail } = row;
  const parts = [prev, seq, at, actorKind, actor, role, address, action, subject, result, detail];
  return sha256(JSON.stringify(parts));
}

/** What a site signs of a row; the site's name, so that a row of another site's log does not fit. */
export const rowText = (site: string, hash: string): string => `audit\n${site}\n${hash}`;

export const anchorText = (site: string, { seq, hash, at }: Omit<AuditAnchor, 'sig'>): string =>
  `audit anchor\n${site}\n${seq}\n${hash}\n${at}`;

export interface Verdict {
  /** Rows that were read and fit. */
  checked: number;
  from: number;
  to: number;
  /** The first row that does not fit, and why; null when all do. */
  fault: { seq: number; why: string } | null;
}

/** Replays a log from `start` on. `verify` says whether the site signed a text. */
export function verifyRows(
  rows: Iterable<AuditRow>,
  given: {
    site: string;
    start: Pick<AuditAnchor, 'seq' | 'hash'>;
    verify: (text: string, sig: string) => boolean;
  },
): Verdict {
  const { site, start, verify } = given;
  let last = start;
  let checked = 0;
  const verdict = (fault: Verdict['fault']): Verdict => {
    return { checked, from: start.seq + 1, to: last.seq, fault };
  };
  for (const row of rows) {
    const { seq } = row;
    if (seq !== last.seq + 1) return verdict({ seq, why: `${last.seq + 1} is missing` });
    if (row.prev !== last.hash) return verdict({ seq, why: 'it does not follow the row before' });
    if (rowHash(row.prev, row) !== row.hash) return verdict({ seq, why: 'it was changed' });
    if (!verify(rowText(site, row.hash), row.sig))
      return verdict({ seq, why: 'its signature is not the site’s' });
    last = { seq, hash: row.hash };
    checked += 1;
  }
  return verdict(null);
}
