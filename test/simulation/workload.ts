import type {
  CourseRecord,
  EnrolmentRecord,
  OfferingRecord,
  SeatLeaseRecord,
} from '@lianxue/schema/gen/wire.ts';
import { canLease, mayRelease, nextSeat } from '@lianxue/shared/domains/enrollment/seats.ts';
import { enrolmentIdOf, seatEnrolmentId } from '@lianxue/shared/domains/enrollment/rules.ts';
import type { Work } from '@lianxue/shared/replication/work.ts';
import { allRecords } from './ledger.ts';
import { LEASE_GRACE_MS, tallyOf } from './seat-desk.ts';
import { simKey } from './sim-site.ts';
import type { SimSite } from './sim-site.ts';
import { BRANCHES } from './world.ts';
import type { World } from './world.ts';

/** What people do at the sites: one small business transaction at a time, on real record types. */

const HOUR = 3_600_000;
const LEVELS = ['province', 'city', 'university'] as const;
const REGIONS = ['330000', '420000', '610000', '330100'];

/** Runs a transaction at a site, if it is up. */
async function act(site: SimSite, fn: (work: Work) => Promise<void>): Promise<void> {
  await site.engine?.transact(fn);
}

/** Makes each body unlike every other, in a field that no schema knows. */
const marked = <T extends object>(world: World, body: T): T => ({
  ...body,
  mark: (world.marks += 1),
});

const own = (site: SimSite, type: string): string[] =>
  [...allRecords(site)]
    .filter((r) => r.type === type && r.owner === site.name && r.op === 'put')
    .map((r) => r.id);

const seen = (site: SimSite, type: string): { id: string; body: unknown }[] =>
  [...allRecords(site)]
    .filter((r) => r.type === type && r.op === 'put')
    .map((r) => ({ id: r.id, body: JSON.parse(r.body ?? 'null') as unknown }));

function anAudience(world: World): string[] {
  return world.rng.pick([
    ['*'],
    [`branch:${world.rng.pick(BRANCHES)}`],
    ['region:33'],
    [`level:${world.rng.pick(LEVELS)}`],
    [],
  ]);
}

export async function writeBranches(world: World): Promise<void> {
  for (const code of BRANCHES) await writeBranch(world, code);
}

async function writeBranch(world: World, code: string): Promise<void> {
  await act(world.hub, async (work) => {
    const key = { type: 'Branch', id: code };
    const body = {
      code,
      name: code,
      level: world.rng.pick(LEVELS),
      region: world.rng.pick(REGIONS),
      regionIssued: '2023-01-01',
      parent: world.hub.name,
      keys: [simKey(code)],
      contractVersion: 1,
      state: 'active',
    };
    await work.put(key, marked(world, body));
  });
}

type Action = (world: World, site: SimSite) => Promise<void>;

const course: Action = (world, site) =>
  act(site, async (work) => {
    const id = `${site.name}-c${world.rng.below(8)}`;
    const body: CourseRecord = {
      code: id,
      version: 1,
      title: `课程 ${id}`,
      category: '专题',
      kind: 'online',
      minutes: 45,
      school: site.name,
      licence: 'CC0-1.0',
      audience: anAudience(world),
      state: world.rng.pick(['published', 'published', 'draft', 'withdrawn']),
    };
    await work.put({ type: 'Course', id }, marked(world, body));
  });

const removeSomething: Action = async (world, site) => {
  const type = world.rng.pick(['Course', 'Announcement', 'Learner', 'CourseSupplement']);
  const ids = own(site, type);
  if (ids.length === 0) return;
  const key = { type, id: world.rng.pick(ids) };
  await act(site, async (work) => {
    await work.remove(key, world.rng.chance(0.3) ? 'erase' : 'del');
  });
};

const announcement: Action = (world, site) =>
  act(site, async (work) => {
    const id = `a${world.rng.below(6)}`;
    const body = {
      title: '通知',
      text: '…',
      importance: 'normal',
      audience: anAudience(world),
      state: 'published',
    };
    await work.put({ type: 'Announcement', id: `${site.name}-${id}` }, marked(world, body));
  });

const learner: Action = (world, site) =>
  act(site, async (work) => {
    const id = `${site.name}-l${world.rng.below(12)}`;
    await work.put(
      { type: 'Learner', id },
      marked(world, { homeBranch: site.name, state: 'active' }),
    );
  });

const learning: Action = (world, site) =>
  act(site, async (work) => {
    const id = `${site.name}-${world.rng.token()}`;
    const body = {
      learnerId: `${site.name}-l${world.rng.below(12)}`,
      branch: site.name,
      courseId: 'hub-c1',
      courseVersion: 1,
      startedAt: world.now,
      recordedAt: world.now,
      activeSeconds: 60,
      completion: 0.5,
      flags: [],
      kind: 'recorded',
    };
    await work.put({ type: 'LearningRecord', id }, marked(world, body));
  });

const supplement: Action = (world, site) =>
  act(site, async (work) => {
    const id = `${site.name}-s${world.rng.below(5)}`;
    const body = {
      courseId: 'hub-c1',
      branch: site.name,
      title: '补充',
      text: '…',
      state: 'draft',
    };
    await work.put({ type: 'CourseSupplement', id }, marked(world, body));
  });

const offering: Action = async (world, site) => {
  // An offering that this site forgot must not be opened a second time with other seats.
  if (!(await site.engine?.settled())) return;
  await act(site, async (work) => {
    // Few and small, so that seats are always scarce.
    const id = `${site.name}-o${world.rng.below(2)}`;
    const key = { type: 'Offering', id };
    if (await work.body(key)) return;
    const body: OfferingRecord = {
      courseId: 'hub-c1',
      host: site.name,
      title: '开班',
      year: 2026,
      opensAt: world.now,
      closesAt: world.now + 1000 * HOUR,
      capacity: 1 + world.rng.below(4),
      state: 'open',
      audience: ['*'],
    };
    await work.put(key, marked(world, body));
  });
};

const lease: Action = async (world, site) => {
  if (!(await site.engine?.settled())) return;
  const ids = own(site, 'Offering');
  if (ids.length === 0) return;
  const offeringId = world.rng.pick(ids);
  await act(site, async (work) => {
    await work.serialise('workflow');
    const body = await work.body<OfferingRecord>({ type: 'Offering', id: offeringId });
    if (!body) return;
    const quota = 1 + world.rng.below(2);
    if (!canLease({ ...(await tallyOf(site, offeringId)), capacity: body.capacity, quota })) return;
    const key = { type: 'SeatLease', id: `${offeringId}-${world.rng.token()}` };
    const given: SeatLeaseRecord = {
      offeringId,
      host: site.name,
      branch: world.rng.pick(BRANCHES),
      quota,
      expiresAt: site.engine ? site.engine.site.clock.now() + world.rng.below(2 * HOUR) : 0,
      state: 'held',
    };
    await work.put(key, marked(world, given));
  });
};

const release: Action = async (world, site) => {
  if (!(await site.engine?.settled())) return;
  const ids = own(site, 'SeatLease');
  if (ids.length === 0) return;
  const key = { type: 'SeatLease', id: world.rng.pick(ids) };
  await act(site, async (work) => {
    const body = await work.body<SeatLeaseRecord>(key);
    const now = work.now();
    if (!body || !mayRelease(body, { now, leaseGraceMs: LEASE_GRACE_MS })) return;
    await work.put(key, marked(world, { ...body, state: 'released' }));
  });
};

const enrol: Action = async (world, site) => {
  const offerings = seen(site, 'Offering') as { id: string; body: OfferingRecord }[];
  if (offerings.length === 0) return;
  const target = world.rng.pick(offerings);
  await act(site, async (work) => {
    const learnerId = `${site.name}-l${world.rng.below(12)}`;
    const base = {
      learnerId,
      offeringId: target.id,
      courseId: target.body.courseId,
      host: target.body.host,
      homeBranch: site.name,
      desired: 'associated',
      requestedAt: work.now(),
    } as const;
    const leased = await freeSeat(site, work, target.id);
    const body: EnrolmentRecord = leased ? { ...base, ...leased } : base;
    const id = leased ? seatEnrolmentId(leased.leaseId, leased.seat) : enrolmentIdOf(body);
    await work.put({ type: 'Enrolment', id }, marked(world, body));
  });
};

async function freeSeat(
  site: SimSite,
  work: Work,
  offeringId: string,
): Promise<{ leaseId: string; seat: number } | undefined> {
  const leases = seen(site, 'SeatLease') as { id: string; body: SeatLeaseRecord }[];
  const taken = seen(site, 'Enrolment') as { id: string; body: EnrolmentRecord }[];
  for (const { id, body } of leases) {
    if (body.branch !== site.name || body.offeringId !== offeringId) continue;
    const used = taken.flatMap(({ body: e }) =>
      e.leaseId === id && e.desired === 'associated' && e.seat ? [e.seat] : [],
    );
    const seat = nextSeat(body, used, work.now());
    if (seat !== null) return { leaseId: id, seat };
  }
  return undefined;
}

const cancel: Action = async (world, site) => {
  const ids = own(site, 'Enrolment');
  if (ids.length === 0) return;
  const key = { type: 'Enrolment', id: world.rng.pick(ids) };
  await act(site, async (work) => {
    const body = await work.body<EnrolmentRecord>(key);
    if (!body) return;
    await work.put(key, marked(world, { ...body, desired: 'cancelled' }));
  });
};

const atHub: readonly Action[] = [
  course,
  course,
  course,
  announcement,
  offering,
  lease,
  lease,
  release,
  removeSomething,
  (world) => writeBranch(world, world.rng.pick(BRANCHES)),
];
const atBranch: readonly Action[] = [
  course,
  learner,
  learner,
  learning,
  learning,
  supplement,
  enrol,
  enrol,
  enrol,
  cancel,
  offering,
  lease,
  release,
  removeSomething,
];

/** What a copy of a branch does: no promises, which two copies cannot but make twice until they are noticed. */
const atCopy: readonly Action[] = [
  course,
  learner,
  learning,
  supplement,
  enrol,
  cancel,
  removeSomething,
];

export const doAtCopy = (world: World, site: SimSite): Promise<void> =>
  world.rng.pick(atCopy)(world, site);

/** One thing that somebody does at a site. */
export const doSomething = (world: World, site: SimSite): Promise<void> =>
  world.rng.pick(site === world.hub ? atHub : atBranch)(world, site);
