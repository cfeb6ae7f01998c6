import type { SeatLeaseRecord } from '@lianxue/schema/gen/wire.ts';
import { and, eq, lt, ne } from 'drizzle-orm';
import { mayRelease } from '../../domains/enrollment/seats.ts';
import { seatLeases } from '../../domains/enrollment/tables.ts';
import { isLive } from '../../domains/node-rows.ts';
import { sqliteRecordTable } from '../../storage/sqlite/columns.ts';
import { decideQueued } from './decide-enrolment.ts';
import type { DecidePorts } from './decision-desk.ts';

const rows = sqliteRecordTable(seatLeases);

/** Takes back the unused seats of own leases that are over, and gives them to those who wait. Answers how many. */
export async function releaseLeases(ports: DecidePorts): Promise<number> {
  const { engine, db, leaseGraceMs } = ports;
  // What a branch filled offline may have been lost here with a restore.
  if (!(await engine.settled())) return 0;
  const over = db
    .select({ id: rows.id, offeringId: rows.offeringId })
    .from(rows)
    .where(
      and(
        isLive(rows),
        eq(rows.owner, engine.site.name),
        ne(rows.state, 'released'),
        lt(rows.expiresAt, engine.site.clock.now() - leaseGraceMs),
      ),
    )
    .all();
  for (const { id } of over)
    await engine.transact(async (work) => {
      const key = { type: 'SeatLease', id };
      await work.serialise('workflow');
      const lease = await work.body<SeatLeaseRecord>(key);
      if (lease && mayRelease(lease, { now: work.now(), leaseGraceMs }))
        await work.put(key, { ...lease, state: 'released' });
    });
  for (const offeringId of new Set(over.map((lease) => lease.offeringId)))
    if (offeringId) await decideQueued(ports, offeringId);
  return over.length;
}
