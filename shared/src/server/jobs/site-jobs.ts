import { sha256 } from '../../base/crypto.ts';
import { journalOf } from '../../base/log.ts';
import { DECIDE_JOB } from '../../domains/enrollment/jobs.ts';
import { createBullmqQueue } from '../queue/bullmq-queue.ts';
import { createInProcessQueue } from '../queue/in-process-queue.ts';
import type { Queue } from '../queue/queue.ts';
import type { Background } from '../run.ts';
import type { OpenSite } from '../site.ts';
import { decideEnrolment } from './decide-enrolment.ts';
import { releaseLeases } from './release-leases.ts';

/** The background work that hub and node have in common, as either may host an offering. */

export interface JobOptions {
  redisUrl: string | null;
  leaseGraceMs: number;
  /** How often leases are looked through for those that are over, ms. */
  leaseEveryMs?: number;
}

const LEASE_EVERY_MS = 60_000;
/** Decisions of one offering must follow each other; side by side they would only make each other count anew. */
const CONCURRENCY = 1;
/** A decision waits as long as it takes for a restored site to be whole again. */
const DECIDE = { attempts: 1_000, baseMs: 500, capMs: 60_000 };

function queueOf(site: OpenSite, redisUrl: string | null): Queue {
  const { store, clock, rng, log, name } = site;
  const ports = { store, clock, rng, journal: journalOf(log) };
  // By its key and not its name alone: two networks may share a Redis.
  const prefix = `lianxue-${name}-${sha256(site.keys.publicKey).slice(0, 12)}`;
  return redisUrl
    ? createBullmqQueue({ ...ports, redisUrl, prefix, concurrency: CONCURRENCY })
    : createInProcessQueue({ ...ports, concurrency: CONCURRENCY });
}

export async function startSiteJobs(site: OpenSite, options: JobOptions): Promise<Background> {
  const { engine, db, log } = site;
  const ports = { engine, db, leaseGraceMs: options.leaseGraceMs };
  const queue = queueOf(site, options.redisUrl);
  queue.handle(DECIDE_JOB, ({ id }) => decideEnrolment(ports, id), DECIDE);
  await queue.start();

  let stopped = false;
  const listen = async (): Promise<void> => {
    while (!stopped && !engine.site.news.closed) {
      const news = engine.news();
      queue.wake();
      await news.woken;
    }
  };
  const listening = listen();

  let releasing: Promise<unknown> = Promise.resolve();
  const release = (): void => {
    releasing = releaseLeases(ports).catch((error: unknown) =>
      log.warn({ err: error }, 'leases could not be released'),
    );
  };
  const timer = setInterval(release, options.leaseEveryMs ?? LEASE_EVERY_MS);
  timer.unref();

  return {
    name: 'jobs',
    async stop() {
      stopped = true;
      clearInterval(timer);
      engine.site.news.wake();
      await listening;
      await releasing;
      await queue.stop();
    },
  };
}
