import type {
  Batch,
  HelloRequest,
  OrphanRequest,
  PullReply,
  PullRequest,
  ReturnRequest,
  RewindRequest,
  Upstream,
  VerifyRequest,
} from '../replication/messages.ts';
import type { Lane } from '../replication/model.ts';

/** The answering side of the sync operations: each goes to the engine in the name of the authenticated site. */

/** Longest wait a caller may ask for, ms: a proxy before the hub cuts silent requests after a minute. */
const WAIT_MAX = 50_000;

interface WireHead {
  lane: Lane;
  seq: number;
}
interface WirePull extends Omit<PullRequest, 'heads'> {
  heads: WireHead[];
}

const fromHeads = (heads: readonly WireHead[]): PullRequest['heads'] =>
  Object.fromEntries(heads.map(({ lane, seq }) => [lane, seq]));

const toWire = (reply: PullReply) => ({
  ...reply,
  heads: Object.entries(reply.heads).map(([lane, seq]) => ({ lane, seq })),
});

/** Root fields of the sync contract. `serve` answers for the caller of this request, or throws. */
export function syncResolvers<Context>(serve: (context: Context) => Upstream) {
  type Args<T> = { input: T };
  return {
    syncHello: (_: unknown, { input }: Args<HelloRequest>, context: Context) =>
      serve(context).hello(input),
    async syncPull(_: unknown, { input }: Args<WirePull>, context: Context) {
      const waitMs = Math.min(Math.max(input.waitMs, 0), WAIT_MAX);
      return toWire(await serve(context).pull({ ...input, waitMs, heads: fromHeads(input.heads) }));
    },
    syncPush: (_: unknown, { input }: Args<Batch>, context: Context) => serve(context).push(input),
    syncOrphans: (_: unknown, { input }: Args<OrphanRequest>, context: Context) =>
      serve(context).orphans(input),
    async syncRewind(_: unknown, { input }: Args<RewindRequest>, context: Context) {
      return (await serve(context).rewind(input)).cursor;
    },
    syncReturn: (_: unknown, { input }: Args<ReturnRequest>, context: Context) =>
      serve(context).giveBack(input),
    async syncRelease(_: unknown, { refs }: { refs: string[] }, context: Context) {
      await serve(context).release({ refs });
      return true;
    },
    syncTrace: (_: unknown, { type, id }: { type: string; id: string }, context: Context) =>
      serve(context).trace({ type, id }),
    syncVerify: (_: unknown, { input }: Args<VerifyRequest>, context: Context) =>
      serve(context).verify(input),
    syncRepair: (_: unknown, { input }: Args<Batch>, context: Context) =>
      serve(context).repair(input),
    syncMend: (_: unknown, { entries }: { entries: string }, context: Context) =>
      serve(context).mend({ entries }),
  };
}
