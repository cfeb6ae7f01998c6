import type {
  EnrolmentDecisionRecord,
  EnrolmentRecord,
  OfferingRecord,
  SeatLeaseRecord,
} from '@lianxue/schema/gen/wire.ts';
import { decide } from '../../domains/enrollment/decide.ts';
import { readTally } from '../../domains/enrollment/seat-queries.ts';
import { isOutstanding, takesSeat } from '../../domains/enrollment/seats.ts';
import type { Tally } from '../../domains/enrollment/seats.ts';
import type { Engine } from '../../replication/engine.ts';
import type { Work } from '../../replication/work.ts';
import type { SqliteDatabase } from '../../storage/sqlite/open.ts';

/** Decisions on one offering within one transaction, its seats counted once. */

export interface DecidePorts {
  engine: Engine;
  db: SqliteDatabase;
  /** How long past a lease's end its seats are still honoured, ms. */
  leaseGraceMs: number;
}

interface Desk {
  /** Writes the answer if it says anything new, and gives it. */
  decide(id: string, enrolment: EnrolmentRecord): Promise<EnrolmentDecisionRecord>;
}

export async function readDesk(
  ports: DecidePorts,
  work: Work,
  offeringId: string | null,
): Promise<Desk> {
  // Before the seats are counted: whoever decides at the same time must count anew.
  if (offeringId) await work.serialise('workflow');
  const all: Tally = offeringId
    ? readTally(ports.db, { offeringId })
    : { confirmed: 0, outstandingQuota: 0 };
  const offering = await withId<OfferingRecord>(work, 'Offering', offeringId);

  /** Whether a decision counts against the seats that no lease pays for. */
  async function counts(decision: EnrolmentDecisionRecord | null): Promise<boolean> {
    if (!decision || !takesSeat(decision) || decision.offeringId !== offeringId) return false;
    const lease = await withId<SeatLeaseRecord>(work, 'SeatLease', decision.leaseId);
    return !(lease && isOutstanding(lease));
  }

  return {
    async decide(id, enrolment) {
      const key = { type: 'EnrolmentDecision', id };
      const current = (await work.body<EnrolmentDecisionRecord>(key)) ?? null;
      const others = { ...all };
      if (await counts(current)) others.confirmed -= 1;
      const answer = decide({
        ...others,
        enrolment: { ...enrolment, id },
        offering,
        lease: await withId<SeatLeaseRecord>(work, 'SeatLease', enrolment.leaseId),
        current,
        now: work.now(),
        leaseGraceMs: ports.leaseGraceMs,
      });
      all.confirmed = others.confirmed + ((await counts(answer)) ? 1 : 0);
      if (!current || !isSame(current, answer)) await work.put(key, answer);
      return answer;
    },
  };
}

async function withId<Body>(
  work: Work,
  type: string,
  id: string | null | undefined,
): Promise<(Body & { id: string }) | null> {
  const body = id ? await work.body<Body>({ type, id }) : undefined;
  return body && id ? { ...body, id } : null;
}

/** A queued one keeps its first time, which is its place in the queue. */
function isSame(a: EnrolmentDecisionRecord, b: EnrolmentDecisionRecord): boolean {
  const said = ({ decidedAt: _at, note: _note, ...rest }: EnrolmentDecisionRecord): string =>
    JSON.stringify(Object.entries(rest).sort(([x], [y]) => (x < y ? -1 : 1)));
  return said(a) === said(b);
}
