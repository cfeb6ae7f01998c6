import type { Plan, Step, Store } from '@lianxue/shared/replication/store.ts';
import { HUB } from './world.ts';
import type { Plant } from './world.ts';

/**
 * Bugs built in on purpose, each one that a real system has had. They sit at
 * the engine's ports, so the engine under test is the very one that ships.
 * A simulator that catches no planted bug proves nothing.
 */
export interface NamedPlant {
  name: string;
  bug: string;
  plant: Plant;
}

/** A store whose commits go through `change`; everything else is the real one. */
function committing(
  change: (plan: Plan, store: Store, site: string) => Promise<Plan> | Plan,
): Plant {
  return {
    store: (store, site) =>
      overriding(store, {
        commit: async (plan) => store.commit(await change(plan, store, site)),
      }),
  };
}

function overriding(store: Store, other: Partial<Store>): Store {
  return new Proxy(store, {
    get: (target, name: keyof Store) =>
      other[name] ?? (target[name] as (...args: unknown[]) => unknown).bind(target),
  });
}

const without = (plan: Plan, drop: (step: Step) => boolean): Plan => ({
  ...plan,
  steps: plan.steps.filter((step) => !drop(step)),
});

/** Every so many calls, so that a rare bug is rare without a generator of its own. */
function every(n: number): () => boolean {
  let i = 0;
  return () => (i += 1) % n === 0;
}

export const PLANTS: readonly (() => NamedPlant)[] = [
  () => ({
    name: 'cursor-first',
    bug: 'the cursor commits before the records, so a crash in between loses them',
    plant: committing(async (plan, store) => {
      const cursors = plan.steps.filter((step) => step.do === 'cursor');
      if (cursors.length === 0) return plan;
      await store.commit({ ...plan, steps: cursors });
      for (let i = 0; i < 30; i++) await Promise.resolve();
      return { ...without(plan, (step) => step.do === 'cursor'), guards: [] };
    }),
  }),
  () => {
    const now = every(60);
    return {
      name: 'lossy-apply',
      bug: 'one record in sixty is acknowledged but not written',
      plant: committing((plan) => without(plan, (step) => step.do === 'replicate' && now())),
    };
  },
  () => ({
    name: 'epoch-kept',
    bug: 'a restarted process goes on in the old epoch, so a restore goes unnoticed',
    plant: committing((plan) => ({
      ...plan,
      epochs: Object.fromEntries(
        Object.entries(plan.epochs).map(([lane, epoch]) => [lane, { ...epoch, inherited: '-' }]),
      ) as Plan['epochs'],
    })),
  }),
  () => ({
    name: 'orphans-forgotten',
    bug: 'after its restore a node does not ask for what it lost',
    plant: {
      upstream: (up) => ({ ...up, orphans: () => Promise.resolve({ entries: '', next: '' }) }),
    },
  }),
  () => ({
    name: 'nothing-given-back',
    bug: 'after a restore of the hub, nodes keep what it lost to themselves',
    plant: {
      upstream: (up) => ({ ...up, giveBack: () => Promise.resolve({ epoch: '', seq: 0 }) }),
    },
  }),
  () => ({
    name: 'held-dropped',
    bug: 'what a node gives back for a third site is thrown away',
    plant: committing((plan) => without(plan, (step) => step.do === 'hold')),
  }),
  () => ({
    name: 'conflict-dropped',
    bug: 'a version that contradicts a later write is thrown away instead of kept for a person',
    plant: committing((plan) => without(plan, (step) => step.do === 'conflict')),
  }),
  () => ({
    name: 'debt-forgotten',
    bug: 'a second restore before the first is healed goes unnoticed',
    plant: committing((plan) => ({
      ...plan,
      steps: plan.steps.map((step) =>
        step.do === 'cursor'
          ? { ...step, cursor: { ...step.cursor, owed: { epoch: '', seq: 0 } } }
          : step,
      ),
    })),
  }),
  () => ({
    name: 'reach-forgotten',
    bug: 'who once saw a record is not remembered, so losing the right removes nothing',
    plant: committing((plan) => ({
      ...plan,
      steps: plan.steps.map((step) =>
        step.do === 'replicate' || step.do === 'write'
          ? ({ ...step, record: { ...step.record, reach: step.record.audience } } as Step)
          : step,
      ),
    })),
  }),
  () => ({
    name: 'regrant-skipped',
    bug: 'a branch whose tokens change keeps what it had and gets nothing new',
    plant: committing((plan) => ({
      ...plan,
      steps: plan.steps.map((step) =>
        step.do === 'peer' ? { ...step, peer: { ...step.peer, regrant: null } } : step,
      ),
    })),
  }),
  () => ({
    name: 'copies-alike',
    bug: 'all processes of a site look the same, so nobody notices that it runs twice',
    plant: {
      upstream: (upstream) => ({
        ...upstream,
        hello: (message) =>
          upstream.hello({ ...message, speaker: { ...message.speaker, id: 'same' } }),
        pull: (message) =>
          upstream.pull({ ...message, speaker: { ...message.speaker, id: 'same' } }),
      }),
    },
  }),
  () => {
    const now = every(40);
    return {
      name: 'gap-skipped',
      bug: 'a reader passes over a row that was not yet visible (a bare bigserial cursor)',
      plant: {
        store: (store) =>
          overriding(store, {
            feed: async (lane, after, limit) => {
              const page = await store.feed(lane, after, limit);
              return now() ? { rows: page.rows.slice(0, -1), to: page.to } : page;
            },
          }),
      },
    };
  },
  () => {
    const now = every(3);
    return {
      name: 'blind-apply',
      bug: 'what is stored is not looked at, so an older version wins over a newer one',
      plant: {
        store: (store) =>
          overriding(store, {
            records: async (keys) =>
              now() ? keys.map(() => undefined) : await store.records(keys),
          }),
      },
    };
  },
  () => ({
    name: 'last-write-wins',
    bug: 'concurrent writes are not guarded, so a decision rests on what has changed',
    plant: committing((plan) => ({
      ...plan,
      guards: plan.guards.filter((guard) => guard.is === 'cursor' || guard.is === 'peer'),
    })),
  }),
  () => ({
    name: 'unsettled-host',
    bug: 'a host restored from a backup gives seats away before it knows what it had promised',
    plant: {
      store: (store) =>
        overriding(store, {
          meta: async (key) => (key === 'restored' ? undefined : await store.meta(key)),
        }),
    },
  }),
  () => ({
    name: 'never-compared',
    bug: 'both sides are said to hold the same without being looked at, so what rots stays',
    plant: {
      upstream: (upstream) => ({
        ...upstream,
        verify: async (message) => ({ ...(await upstream.verify(message)), equal: true }),
      }),
    },
  }),
  () => ({
    name: 'hub-keeps-no-cursor',
    bug: 'the hub forgets how far it is with a branch when it starts',
    plant: {
      store: (store, site) =>
        site === HUB
          ? overriding(store, {
              cursor: async (peer, lane) => {
                const cursor = await store.cursor(peer, lane);
                return cursor && cursor.at.seq % 7 === 3
                  ? { ...cursor, at: { ...cursor.at, seq: cursor.at.seq + 1 } }
                  : cursor;
              },
            })
          : store,
    },
  }),
];
