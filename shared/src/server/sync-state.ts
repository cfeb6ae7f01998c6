import type { ErrorCode } from '../base/errors.ts';
import { ERRORS } from '../base/errors.ts';
import type { LaneStatus, PeerStatus } from '../replication/status.ts';

/** How an exchange goes, in the words that screens show. */
export type SyncState = 'ok' | 'late' | 'error' | 'never' | 'paused';

/** A living link speaks at least this often, ms: a pull waits 25 s, and one may be lost. */
const EXPECTED_EVERY = 60_000;

const needsPerson = (code: string): boolean =>
  Object.hasOwn(ERRORS, code) && ERRORS[code as ErrorCode].retry !== 'backoff';

/** `late` after one missed time, `error` after two or when a person must act. */
export function stateOf(
  peer: Pick<PeerStatus, 'active' | 'lastSuccessAt' | 'lastError'>,
  now: number,
): SyncState {
  if (!peer.active) return 'paused';
  if (needsPerson(peer.lastError)) return 'error';
  if (peer.lastSuccessAt === 0) return 'never';
  const silent = now - peer.lastSuccessAt;
  if (silent > 2 * EXPECTED_EVERY) return 'error';
  return silent > EXPECTED_EVERY ? 'late' : 'ok';
}

/** Entries on their way over all lanes, both ways. */
export function backlogOf(lanes: readonly LaneStatus[]): { out: number; in: number } {
  const sum = (count: (lane: LaneStatus) => number): number =>
    lanes.reduce((total, lane) => total + count(lane), 0);
  return { out: sum((lane) => lane.backlogOut), in: sum((lane) => lane.backlogIn) };
}
