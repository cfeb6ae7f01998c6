import { and, asc, eq, gte, inArray, sql } from 'drizzle-orm';
import { outworn } from '../../replication/milestones.ts';
import type { Milestone, MilestoneQuery } from '../../replication/store.ts';
import { syncMilestone } from './engine-tables.ts';
import type { SqliteDatabase } from './open.ts';

/** When how much of each feed had got across; what is outworn goes with every so many new ones. */
export interface MilestoneRows {
  add(milestone: Milestone): void;
  page(query: MilestoneQuery): Milestone[];
}

const THIN_EVERY = 500;

export function prepareMilestoneRows(db: SqliteDatabase): MilestoneRows {
  const { n, peer, lane, way, seq } = syncMilestone;
  const ofFeed = and(
    eq(peer, sql.placeholder('peer')),
    eq(lane, sql.placeholder('lane')),
    eq(way, sql.placeholder('way')),
  );
  const add = db
    .insert(syncMilestone)
    .values({
      peer: sql.placeholder('peer'),
      lane: sql.placeholder('lane'),
      way: sql.placeholder('way'),
      epoch: sql.placeholder('epoch'),
      seq: sql.placeholder('seq'),
      sentAt: sql.placeholder('sentAt'),
      doneAt: sql.placeholder('doneAt'),
    })
    .prepare();
  const page = db
    .select()
    .from(syncMilestone)
    .where(and(ofFeed, gte(seq, sql.placeholder('seq'))))
    .orderBy(asc(n))
    .limit(sql.placeholder('limit'))
    .prepare();
  const all = db
    .select({ n, doneAt: syncMilestone.doneAt })
    .from(syncMilestone)
    .where(ofFeed)
    .orderBy(asc(n))
    .prepare();

  return {
    add({ at, ...rest }) {
      const { lastInsertRowid } = add.run({ ...rest, ...at });
      if (Number(lastInsertRowid) % THIN_EVERY !== 0) return;
      const old = outworn(all.all({ ...rest }), rest.doneAt).map((row) => row.n);
      for (let i = 0; i < old.length; i += THIN_EVERY)
        db.delete(syncMilestone)
          .where(inArray(n, old.slice(i, i + THIN_EVERY)))
          .run();
    },
    page: (query) =>
      page.all({ ...query }).map(({ n: _n, epoch, seq: at, ...rest }) => ({
        ...rest,
        at: { epoch, seq: at },
      })),
  };
}
