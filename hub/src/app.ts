import { buildApp } from '@lianxue/shared/server/app.ts';
import { startAuditPruning } from '@lianxue/shared/server/audit/prune-audit.ts';
import { run } from '@lianxue/shared/server/run.ts';
import type { Background, Running } from '@lianxue/shared/server/run.ts';
import type { OpenSite } from '@lianxue/shared/server/site.ts';
import type { HubConfig } from './config.ts';
import { hubApi } from './graphql/api.ts';
import { startHubJobs } from './jobs/hub-jobs.ts';
import { hubPages } from './page/hub-pages.ts';

/** Starts the hub on an opened site. */
export async function startHub(site: OpenSite, config: HubConfig): Promise<Running> {
  const app = await buildApp({
    site,
    api: hubApi,
    serves: true,
    development: config.development,
    publicUrl: config.publicUrl,
    ratePerMinute: config.ratePerMinute,
    admission: { places: config.syncPlaces, waitMs: config.syncWaitMs },
    sendMs: config.syncSendMs,
    routes: hubPages(site),
  });
  const background: Background[] = [
    await startHubJobs(site, config),
    startAuditPruning(site, config.auditDays),
  ];
  return run({ site, app, background }, { host: config.host, port: config.port });
}
