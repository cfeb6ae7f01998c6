import { startSiteJobs } from '@lianxue/shared/server/jobs/site-jobs.ts';
import type { Background } from '@lianxue/shared/server/run.ts';
import type { OpenSite } from '@lianxue/shared/server/site.ts';
import type { NodeConfig } from '../config.ts';

export function startNodeJobs(
  site: OpenSite,
  { redisUrl, leaseGraceMs }: NodeConfig,
): Promise<Background> {
  return startSiteJobs(site, { redisUrl, leaseGraceMs });
}
