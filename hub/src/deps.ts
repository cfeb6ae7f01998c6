import { join } from 'node:path';
import { createLog } from '@lianxue/shared/base/log.ts';
import type { Log } from '@lianxue/shared/base/log.ts';
import { ROOT } from '@lianxue/shared/domains/membership/rules.ts';
import { openSite } from '@lianxue/shared/server/site.ts';
import type { OpenSite } from '@lianxue/shared/server/site.ts';
import type { Clock } from '@lianxue/shared/replication/ports.ts';
import { SOFTWARE } from '@lianxue/shared/server/software.ts';
import type { HubConfig } from './config.ts';

export const hubMigrations = join(import.meta.dirname, '../migrations');

/** Opens the hub's data folder. */
export function openHub(
  config: HubConfig,
  ports: { log?: Log | undefined; clock?: Clock | undefined } = {},
): Promise<OpenSite> {
  return openSite({
    name: ROOT,
    root: ROOT,
    upstream: null,
    serves: true,
    dataDir: config.dataDir,
    migrations: hubMigrations,
    software: SOFTWARE,
    log: ports.log ?? createLog({ level: config.logLevel }),
    clock: ports.clock,
  });
}
