import type { EnrolmentDecisionRecord, EnrolmentRecord } from '@lianxue/schema/gen/wire.ts';
import { CodedError } from '../../base/errors.ts';
import { queuedFor } from '../../domains/enrollment/seat-queries.ts';
import type { Work } from '../../replication/work.ts';
import { readDesk } from './decision-desk.ts';
import type { DecidePorts } from './decision-desk.ts';
import { undecided } from './undecided.ts';

/** The host's answer to an enrolment. It may run twice and in any order: the rule gives the same answer again. */

/** Requests answered in one transaction: each would otherwise cost a commit and a count of all seats. */
const TOGETHER = 200;

/**
 * Decides one enrolment if this site is its host, and new ones for the same
 * offering with it. Throws NOT_SETTLED after a restore, to be run again later.
 */
export async function decideEnrolment(ports: DecidePorts, id: string): Promise<void> {
  // A promise made before the restore may still be on its way back: a second one would give the seat twice.
  if (!(await ports.engine.settled())) throw new CodedError('NOT_SETTLED');
  const freed = await ports.engine.transact(async (work) => {
    const enrolment = await ownRequest(ports, work, id);
    if (!enrolment) return null;
    const offeringId = enrolment.offeringId ?? null;
    const current = await work.body<EnrolmentDecisionRecord>({ type: 'EnrolmentDecision', id });
    if (current && isAnswered(enrolment, current)) return null;
    const desk = await readDesk(ports, work, offeringId);
    if (current)
      return (await desk.decide(id, enrolment))?.state === 'cancelled' ? offeringId : null;
    const host = ports.engine.site.name;
    const fresh = undecided(ports.db, { offeringId, host, limit: TOGETHER });
    await work.load(fresh.map((other) => ({ type: 'Enrolment', id: other })));
    await work.load(fresh.map((other) => ({ type: 'EnrolmentDecision', id: other })));
    for (const other of new Set([...fresh, id])) {
      const request = await ownRequest(ports, work, other);
      if (request) await desk.decide(other, request);
    }
    return null;
  });
  if (freed) await decideQueued(ports, freed);
}

/** Gives free seats of an offering to those who wait, in their order. */
export async function decideQueued(ports: DecidePorts, offeringId: string): Promise<void> {
  for (const id of queuedFor(ports.db, offeringId)) {
    const decided = await ports.engine.transact(async (work) => {
      const enrolment = await ownRequest(ports, work, id);
      if (!enrolment) return undefined;
      return (await readDesk(ports, work, offeringId)).decide(id, enrolment);
    });
    if (decided?.state === 'queued') return;
  }
}

async function ownRequest(
  { engine }: DecidePorts,
  work: Work,
  id: string,
): Promise<EnrolmentRecord | undefined> {
  const enrolment = await work.body<EnrolmentRecord>({ type: 'Enrolment', id });
  return enrolment?.host === engine.site.name ? enrolment : undefined;
}

/** True if this very request has its seat: nothing to count. */
const isAnswered = (enrolment: EnrolmentRecord, current: EnrolmentDecisionRecord): boolean =>
  enrolment.desired === 'associated' &&
  current.state === 'associated' &&
  current.learnerId === enrolment.learnerId &&
  (current.offeringId ?? null) === (enrolment.offeringId ?? null);
