import { buildApp } from '@lianxue/shared/server/app.ts';
import { startAuditPruning } from '@lianxue/shared/server/audit/prune-audit.ts';
import { run } from '@lianxue/shared/server/run.ts';
import type { Background, Running } from '@lianxue/shared/server/run.ts';
import type { OpenSite } from '@lianxue/shared/server/site.ts';
import type { NodeConfig } from './config.ts';
import { nodeApi } from './graphql/api.ts';
import { startNodeJobs } from './jobs/node-jobs.ts';
import { nodePages } from './page/node-pages.ts';
import { startLink } from './sync-link.ts';

/** Starts a node on an opened site: its own API works whether or not the hub can be reached. */
export async function startNode(site: OpenSite, config: NodeConfig): Promise<Running> {
  const app = await buildApp({
    site,
    api: nodeApi,
    serves: config.serves,
    development: config.development,
    publicUrl: config.publicUrl,
    ratePerMinute: config.ratePerMinute,
    routes: nodePages(site),
  });
  const background: Background[] = [
    await startNodeJobs(site, config),
    startLink(site, config),
    startAuditPruning(site, config.auditDays),
  ];
  return run({ site, app, background }, { host: config.host, port: config.port });
}
