import { CodedError } from '../base/errors.ts';
import type { Batch, MendRequest, RepairReply, VerifyReply, VerifyRequest } from './messages.ts';
import { ORIGIN } from './model.ts';
import { encodeAll, isWithin, mendFrom, takeAgain, tellMended } from './repair.ts';
import { isSettled } from './settled.ts';
import type { Site } from './site.ts';
import type { Peer, Verification } from './store.ts';
import {
  advanced,
  batchOf,
  digestOf,
  keptRange,
  newVerification,
  sentRange,
  STRIDE,
} from './verify.ts';

/** The answering side of a comparison. The caller drives it; here only what staff want to see is kept. */

/** A round that goes on is written down at most this often, ms. */
const NOTE_EVERY = 60_000;

export async function answerVerify(
  site: Site,
  caller: Peer,
  message: VerifyRequest,
): Promise<VerifyReply> {
  const { lane, way, after, to } = message;
  const stretch = { lane, after, to: to.seq };
  if (!(after >= 0 && to.seq > after && to.seq - after <= STRIDE))
    throw new CodedError('BAD_INPUT', { detail: 'a stretch has 1 to 1000 places' });
  const { head, lineage } = await site.store.log(lane);
  const cursor = await site.store.cursor(caller.site, lane);
  const path =
    way === 'in'
      ? { lineage, head: head.seq }
      : { lineage: cursor?.lineage ?? [], head: cursor?.at.seq ?? 0 };
  const reply = { ready: false, equal: false, head: head.seq, batch: null };
  // While a change of rights is being worked into the log, the log does not say yet what the caller has.
  if (caller.regrant || !isWithin(path, to) || !(await isSettled(site))) return reply;
  const placed =
    way === 'in'
      ? await sentRange(site, caller, stretch)
      : await keptRange(site, caller.site, stretch);
  const equal = digestOf(site, placed) === message.digest;
  if (equal) await note(site, caller.site, { message, repaired: 0 });
  const batch = equal || way === 'out' ? null : await batchOf(site, placed, stretch);
  return { ...reply, ready: true, equal, batch };
}

/** `batch` is sound and the caller's. */
export async function answerRepair(
  site: Site,
  source: { peer: Peer; owners: readonly string[] },
  batch: Batch,
): Promise<RepairReply> {
  const { repaired, copies, extras } = await takeAgain(site, source, batch);
  const { lane, from, to } = batch;
  const { site: peer } = source.peer;
  tellMended(site, peer, repaired, peer);
  const message = { lane, way: 'out', after: from.seq, to } as const;
  await note(site, peer, { message, repaired: repaired.length });
  return {
    repaired: repaired.length,
    copies: encodeAll(copies),
    extras: encodeAll(extras),
  };
}

export async function answerMend(
  site: Site,
  caller: Peer,
  { entries }: MendRequest,
): Promise<number> {
  const mended = await mendFrom(site, entries);
  tellMended(site, caller.site, mended, caller.site);
  return mended.length;
}

/** Keeps how far the caller's comparison has come, seen from here: its `in` is our `out`. */
async function note(
  site: Site,
  peer: string,
  {
    message,
    repaired,
  }: { message: Pick<VerifyRequest, 'lane' | 'way' | 'after' | 'to'>; repaired: number },
): Promise<void> {
  const { lane, after, to } = message;
  const way = message.way === 'in' ? 'out' : 'in';
  const name = `${peer}/${lane}/${way}`;
  const now = site.clock.now();
  const stored = await site.store.verification({ peer, lane, way });
  const known = site.verifying.get(name) ?? stored ?? newVerification({ peer, lane, way });
  let next: Verification = { ...known, repaired: known.repaired + repaired };
  if (after === 0) next = { ...next, at: ORIGIN, round: now };
  // A stretch out of turn, after a stop of this process, proves nothing of those before it.
  if (after <= next.at.seq && next.round > 0) next = advanced(next, to);
  site.verifying.set(name, next);
  const due = now - (stored?.done.since ?? 0) >= NOTE_EVERY || repaired > 0;
  if (next.done.seq === to.seq && (due || stored?.done.seq !== next.done.seq))
    await site.store.commit({
      guards: [],
      steps: [{ do: 'verified', verification: next }],
      epochs: site.epochs,
    });
}
