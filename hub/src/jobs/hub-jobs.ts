import { startSiteJobs } from '@lianxue/shared/server/jobs/site-jobs.ts';
import type { Background } from '@lianxue/shared/server/run.ts';
import type { OpenSite } from '@lianxue/shared/server/site.ts';
import type { HubConfig } from '../config.ts';

export function startHubJobs(
  site: OpenSite,
  { redisUrl, leaseGraceMs }: HubConfig,
): Promise<Background> {
  return startSiteJobs(site, { redisUrl, leaseGraceMs });
}
