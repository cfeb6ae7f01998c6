import { keyOf, ORIGIN } from '../../replication/model.ts';
import type { Key, Lane } from '../../replication/model.ts';
import type {
  FeedRow,
  Plan,
  QuarantineQuery,
  Quarantined,
  Store,
} from '../../replication/store.ts';
import { checkSteps } from '../known-types.ts';
import type { KnownType } from '../known-types.ts';
import { copyImage, emptyImage, linkOf, verificationOf } from './memory-image.ts';
import type { MemoryImage } from './memory-image.ts';
import { applyStep, holds } from './memory-steps.ts';

/** A store without a disk, for the simulation; everything resolves by microtask. */
export interface MemoryStore extends Store {
  /** The whole state: an old backup, to be given to `restore` as often as wanted. */
  snapshot(): MemoryImage;
  /** Forgets everything since; the journal starts anew. */
  restore(image: MemoryImage): void;
  /** Drops the last commits, as a power cut does to a disk that lied about fsync; answers how many it could. */
  truncate(nCommits: number): number;
}

/** `journal`: how many of the last commits `truncate` can drop, 0 by default. */
export function createMemoryStore(options: {
  types: readonly KnownType[];
  journal?: number;
}): MemoryStore {
  const { journal = 0 } = options;
  const lanes = new Map(options.types.map(({ name, lane }) => [name, lane]));
  let image = emptyImage([...lanes.keys()]);
  let undos: (() => void)[][] = [];
  let open: Map<string, string[]> | undefined;
  const quarantineChanged = (): void => {
    open = undefined;
  };
  const openByKey = () => (open ??= groupOpen(image.quarantine.values()));

  async function commit({ guards, steps, epochs }: Plan) {
    checkSteps(lanes, steps);
    const failed = guards.find((guard) => !holds(image, guard));
    if (failed) return { ok: false as const, failed };
    const undo: (() => void)[] | undefined = journal > 0 ? [] : undefined;
    const revs: string[] = [];
    const under = { image, epochs, undo, revs, openByKey, quarantineChanged };
    for (const step of steps) applyStep(under, step);
    if (undo) undos.push(undo);
    if (undos.length > journal * 2) undos = undos.slice(-journal);
    return { ok: true as const, revs };
  }

  async function feed(lane: Lane, after: number, limit: number) {
    const log = image.logs.get(lane) ?? [];
    const rows = log.slice(after, after + limit).map((row, i): FeedRow => {
      const { epoch, type, id, kept } = row;
      const seq = after + i + 1;
      const record = kept ?? image.tables.get(type)?.get(id);
      return { epoch, seq, type, id, record: record?.pos === seq ? record : undefined };
    });
    return { rows, to: after + rows.length };
  }

  const record = async ({ type, id }: Key) => image.tables.get(type)?.get(id);

  return {
    commit,
    feed,
    record,
    async log(lane) {
      const lineage = image.lineages.get(lane) ?? [];
      const epoch = lineage.at(-1)?.epoch;
      const seq = image.logs.get(lane)?.length ?? 0;
      return { head: epoch === undefined ? ORIGIN : { epoch, seq }, lineage };
    },
    records: async (keys) => keys.map(({ type, id }) => image.tables.get(type)?.get(id)),
    async scan({ types, peer, after, limit }) {
      const found = [];
      for (const type of [...types].sort()) {
        if (after && type < after.type) continue;
        const start = after?.type === type ? after.id : '';
        for (const row of image.tables.get(type)?.from(start) ?? []) {
          if (found.length >= limit) return found;
          if (peer === undefined || row.owner === peer || row.via === peer) found.push(row);
        }
      }
      return found;
    },
    async ranged({ types, via, after, to }) {
      const found = [];
      for (const type of types)
        for (const row of image.tables.get(type)?.all() ?? [])
          if (row.via === via && row.viaAt && row.viaAt.seq > after && row.viaAt.seq <= to)
            found.push(row);
      return found.sort((a, b) => (a.viaAt?.seq ?? 0) - (b.viaAt?.seq ?? 0));
    },
    cursor: async (peer, lane) => image.cursors.get(linkOf(peer, lane)),
    receipt: async (peer, lane) => image.receipts.get(linkOf(peer, lane)),
    peer: async (site) => image.peers.get(site),
    peers: async () => [...image.peers.values()].sort((a, b) => (a.site < b.site ? -1 : 1)),
    contact: async (peer) => image.contacts.get(peer),
    meta: async (key) => image.meta.get(key),
    milestones: async ({ seq, limit, ...feed }) =>
      (image.milestones.get(verificationOf(feed)) ?? [])
        .filter(({ at }) => at.seq >= seq)
        .slice(0, limit),
    verification: async (of) => image.verifications.get(verificationOf(of)),
    quarantine: async (query) => page(image.quarantine, query, (item) => matches(item, query)),
    async countQuarantine(peer) {
      let count = 0;
      for (const item of image.quarantine.values())
        if (item.state === 'open' && (peer === null || item.peer === peer)) count++;
      return count;
    },
    conflicts: async (query) =>
      page(image.conflicts, query, (item) => query.state === null || item.state === query.state),
    held: async (owners, after, limit) =>
      page(image.held, { after, limit }, (item) => !owners || owners.includes(item.owner)),
    async outbox({ job, dueBy, after = 0, limit }) {
      const found = [];
      for (const item of image.outbox.values()) {
        if (found.length >= limit) break;
        if (item.n <= after || (job !== undefined && item.job !== job)) continue;
        if (dueBy === undefined || (item.dueAt !== null && item.dueAt <= dueBy)) found.push(item);
      }
      return found;
    },
    async countOutbox() {
      let failed = 0;
      for (const item of image.outbox.values()) if (item.dueAt === null) failed++;
      return { waiting: image.outbox.size - failed, failed };
    },
    snapshot: () => copyImage(image),
    restore(from) {
      image = copyImage(from);
      undos = [];
      quarantineChanged();
    },
    truncate(nCommits) {
      const dropped = nCommits > 0 ? undos.splice(-nCommits) : [];
      for (const undo of dropped.reverse()) for (const step of undo.reverse()) step();
      // What was put back stands at the end of its map; only the outbox is read in that order.
      image.outbox = new Map([...image.outbox].sort(([a], [b]) => a - b));
      return dropped.length;
    },
  };
}

function groupOpen(items: Iterable<Quarantined>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const item of items) {
    if (item.state !== 'open') continue;
    const group = groups.get(keyOf(item));
    if (group) group.push(item.ref);
    else groups.set(keyOf(item), [item.ref]);
  }
  return groups;
}

const matches = (item: Quarantined, query: QuarantineQuery): boolean =>
  (query.peer === undefined || item.peer === query.peer) &&
  (query.lane === undefined || item.lane === query.lane) &&
  (query.type === undefined || item.type === query.type) &&
  (query.id === undefined || item.id === query.id) &&
  (query.state === undefined || item.state === query.state) &&
  (query.code === undefined || item.faults.some((fault) => fault.code === query.code));

function page<T extends { ref: string }>(
  items: ReadonlyMap<string, T>,
  { after = '', limit }: { after?: string; limit: number },
  keep: (item: T) => boolean,
): T[] {
  const found = [...items.values()].filter((item) => item.ref > after && keep(item));
  return found.sort((a, b) => (a.ref < b.ref ? -1 : 1)).slice(0, limit);
}
