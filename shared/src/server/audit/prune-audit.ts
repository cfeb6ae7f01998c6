import type { Background } from '../run.ts';
import type { OpenSite } from '../site.ts';

/** The law asks for six months at least. */
export const AUDIT_DAYS = { least: 184, usual: 400, most: 36_500 };

const DAY = 24 * 3_600_000;

/** Takes rows out of the audit log once they are older than `days`, at the start and daily. */
export function startAuditPruning(site: OpenSite, days: number): Background {
  const prune = (): void => {
    const rows = site.audit.prune(site.clock.now() - days * DAY);
    if (rows > 0) site.log.info({ rows, days }, 'old audit rows taken out');
  };
  prune();
  const timer = setInterval(prune, DAY);
  timer.unref();
  return {
    name: 'audit',
    async stop() {
      clearInterval(timer);
    },
  };
}
