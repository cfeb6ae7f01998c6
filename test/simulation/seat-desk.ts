import type {
  EnrolmentDecisionRecord,
  EnrolmentRecord,
  OfferingRecord,
  SeatLeaseRecord,
} from '@lianxue/schema/gen/wire.ts';
import { isCoded } from '@lianxue/shared/base/errors.ts';
import { decide } from '@lianxue/shared/domains/enrollment/decide.ts';
import { DECIDE_JOB } from '@lianxue/shared/domains/enrollment/jobs.ts';
import { tallySeats } from '@lianxue/shared/domains/enrollment/seats.ts';
import type { Tally } from '@lianxue/shared/domains/enrollment/seats.ts';
import { allRecords } from './ledger.ts';
import type { SimSite } from './sim-site.ts';

/** The host's side of enrolment: works the outbox as a server's job does, over the same rules. */

export const LEASE_GRACE_MS = 1_800_000;

export async function tallyOf(site: SimSite, offeringId: string, except?: string): Promise<Tally> {
  const leases = [];
  const decisions = [];
  for (const record of allRecords(site)) {
    if (record.owner !== site.name || record.op !== 'put' || !record.body) continue;
    if (record.type === 'SeatLease')
      leases.push({ ...(JSON.parse(record.body) as SeatLeaseRecord), id: record.id });
    if (record.type === 'EnrolmentDecision')
      decisions.push(JSON.parse(record.body) as EnrolmentDecisionRecord);
  }
  return tallySeats({
    leases: leases.filter((lease) => lease.offeringId === offeringId),
    decisions: decisions.filter((decision) => decision.offeringId === offeringId),
    ...(except ? { except } : {}),
  });
}

/** Decides what waits at a host; while the site is not settled everything goes on waiting. */
export async function workDesk(
  site: SimSite,
  order: 'oldest' | 'newest' = 'oldest',
): Promise<void> {
  const engine = site.engine;
  if (!engine || !(await engine.settled())) return;
  const items = await site.disk.outbox({ job: DECIDE_JOB, limit: 50 });
  if (order === 'newest') items.reverse();
  for (const item of items) {
    if (site.engine !== engine) return;
    try {
      await decideOne(site, item.id);
    } catch (error) {
      // Others were first twenty times; the item stays and comes again, as a server's job does.
      if (!isCoded(error, 'CONFLICT')) throw error;
      continue;
    }
    await site.disk.commit({
      guards: [],
      steps: [{ do: 'dequeue', n: item.n }],
      epochs: engine.site.epochs,
    });
  }
}

async function decideOne(site: SimSite, id: string): Promise<void> {
  const key = { type: 'EnrolmentDecision', id };
  await site.engine?.transact(async (work) => {
    await work.serialise('workflow');
    const enrolment = await work.body<EnrolmentRecord>({ type: 'Enrolment', id });
    if (enrolment?.host !== site.name) return;
    const { offeringId, leaseId } = enrolment;
    const offering = offeringId
      ? await work.body<OfferingRecord>({ type: 'Offering', id: offeringId })
      : undefined;
    const lease = leaseId
      ? await work.body<SeatLeaseRecord>({ type: 'SeatLease', id: leaseId })
      : undefined;
    const current = await work.body<EnrolmentDecisionRecord>(key);
    const decision = decide({
      offering: offering && offeringId ? { ...offering, id: offeringId } : null,
      enrolment: { ...enrolment, id },
      lease: lease && leaseId ? { ...lease, id: leaseId } : null,
      current: current ?? null,
      ...(await tallyOf(site, offeringId ?? '', id)),
      now: work.now(),
      leaseGraceMs: LEASE_GRACE_MS,
    });
    if (decision !== current) await work.put(key, decision);
  });
}
