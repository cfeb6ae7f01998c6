import { CodedError } from '@lianxue/shared/base/errors.ts';
import type { Upstream } from '@lianxue/shared/replication/messages.ts';
import type { Scheduler } from './scheduler.ts';
import type { Seeded } from './seeded.ts';

/** The network between a node and the hub: delays, losses, duplicates, partitions. */
export interface Weather {
  /** Chance that a message, each way, is lost; the caller then waits for its deadline. */
  loss: number;
  /** Chance that a request arrives a second time, later. */
  duplicate: number;
  /** Longest delay of a message, ms. */
  delayMs: number;
}

const DEADLINE_MS = 40_000;

/**
 * An upstream over that network. `open` tells whether the path is there at the
 * moment; `target` gives the present incarnation of the answering side, or
 * undefined while it is down.
 */
export function faultyUpstream(options: {
  scheduler: Scheduler;
  rng: Seeded;
  /** For the comparisons, which so do not change the weather of everything else. */
  quiet: Seeded;
  weather: Weather;
  open: () => boolean;
  target: () => Upstream | undefined;
}): Upstream {
  const { scheduler, quiet, weather, open, target } = options;

  function send<R>(call: (upstream: Upstream) => Promise<R>, rng = options.rng): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      scheduler.after(DEADLINE_MS, () => reject(new CodedError('UNREACHABLE')));
      const deliver = (answer: boolean): void => {
        const upstream = target();
        if (!open() || !upstream || rng.chance(weather.loss)) return;
        call(upstream).then(
          (reply) => {
            // Copied as a wire would: the two sides share no object.
            const copy = structuredClone(reply);
            const lost = !open() || rng.chance(weather.loss);
            if (answer && !lost) scheduler.after(rng.below(weather.delayMs), () => resolve(copy));
          },
          (error: unknown) => {
            if (answer) scheduler.after(rng.below(weather.delayMs), () => reject(error as Error));
          },
        );
      };
      scheduler.after(rng.below(weather.delayMs), () => deliver(true));
      if (rng.chance(weather.duplicate))
        scheduler.after(rng.below(weather.delayMs * 20), () => deliver(false));
    });
  }

  return {
    hello: (message) => send((up) => up.hello(structuredClone(message))),
    pull: (message) => send((up) => up.pull(structuredClone(message))),
    push: (message) => send((up) => up.push(structuredClone(message))),
    orphans: (message) => send((up) => up.orphans(structuredClone(message))),
    rewind: (message) => send((up) => up.rewind(structuredClone(message))),
    giveBack: (message) => send((up) => up.giveBack(structuredClone(message))),
    release: (message) => send((up) => up.release(structuredClone(message))),
    trace: (key) => send((up) => up.trace(key), quiet),
    verify: (message) => send((up) => up.verify(structuredClone(message)), quiet),
    repair: (message) => send((up) => up.repair(structuredClone(message)), quiet),
    mend: (message) => send((up) => up.mend(structuredClone(message)), quiet),
  };
}
