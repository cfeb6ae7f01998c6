import type { FastifyInstance } from 'fastify';
import type { OpenSite } from './site.ts';

/** Something that works beside the requests and has to end before the database closes. */
export interface Background {
  name: string;
  stop(): Promise<void>;
}

export interface Running {
  app: FastifyInstance;
  /** Address it answers at. */
  url: string;
  /** Ends all of it in order; what is under way ends with its commit. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Listens and answers how to stop: first all waits end, so that long polls
 * answer at once; then the background work; then open requests; the database
 * last.
 */
export async function run(
  parts: { site: OpenSite; app: FastifyInstance; background: readonly Background[] },
  listen: { host: string; port: number },
): Promise<Running> {
  const { site, app, background } = parts;
  const url = await app.listen(listen);
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    site.engine.stop();
    for (const part of background) await part.stop();
    await app.close();
    site.close();
  };
  return { app, url, stop: () => (stopping ??= stop()) };
}

/** Longest graceful stop, ms; a supervisor's own patience is usually longer. */
const STOP_MS = 10_000;

/** Stops on SIGTERM and SIGINT; exits with 1 when that takes too long or fails. */
export function stopOnSignals(running: Running, log: OpenSite['log']): void {
  const onSignal = (signal: NodeJS.Signals): void => {
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.error({ afterMs: STOP_MS }, 'did not stop in time');
      process.exit(1);
    }, STOP_MS).unref();
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop in order');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', onSignal);
  process.once('SIGINT', onSignal);
}
