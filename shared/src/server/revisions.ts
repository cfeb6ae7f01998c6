import { CodedError } from '../base/errors.ts';
import type { StoredRecord } from '../replication/model.ts';

/** Changing a record by what its author last read of it. */

/** Throws NOT_FOUND when the record is not there, CONFLICT when it is not as the author read it. */
export function assertRevision(
  before: StoredRecord | undefined,
  revision: number | null | undefined,
): void {
  if (before?.op !== 'put') throw new CodedError('NOT_FOUND');
  if (before.version !== revision) throw new CodedError('CONFLICT');
}

type Tidy<T> = { [K in keyof T]: Exclude<T[K], null | undefined> };

/** A body without the fields that were left out or null, which mean the same on the wire. */
export const tidy = <T extends object>(body: T): Tidy<T> =>
  Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== null && value !== undefined),
  ) as Tidy<T>;
