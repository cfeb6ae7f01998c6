import { join } from 'node:path';
import { createLog } from '@lianxue/shared/base/log.ts';
import type { Log } from '@lianxue/shared/base/log.ts';
import { ROOT } from '@lianxue/shared/domains/membership/rules.ts';
import type { Clock } from '@lianxue/shared/replication/ports.ts';
import { openSite } from '@lianxue/shared/server/site.ts';
import type { OpenSite } from '@lianxue/shared/server/site.ts';
import { SOFTWARE } from '@lianxue/shared/server/software.ts';
import type { NodeConfig } from './config.ts';

export const nodeMigrations = join(import.meta.dirname, '../migrations');

/** Opens a node's data folder. */
export function openNode(
  config: NodeConfig,
  ports: { log?: Log | undefined; clock?: Clock | undefined } = {},
): Promise<OpenSite> {
  const { site, key } = config.upstream;
  return openSite({
    name: config.site,
    root: ROOT,
    upstream: { site, parent: '', tokens: [], keys: [key], active: true },
    ...(config.rootKey ? { rootKeys: [config.rootKey] } : {}),
    serves: config.serves,
    dataDir: config.dataDir,
    migrations: nodeMigrations,
    software: SOFTWARE,
    log: ports.log ?? createLog({ level: config.logLevel }),
    clock: ports.clock,
  });
}
