import { join } from 'node:path';
import { ADMISSION } from '@lianxue/shared/server/admission.ts';
import { AUDIT_DAYS } from '@lianxue/shared/server/audit/prune-audit.ts';
import { layered, readSettingsFile } from '@lianxue/shared/server/settings.ts';
import type { Values } from '@lianxue/shared/server/settings.ts';

/** The hub's settings: `config.json` in its data folder, then the environment, then flags. */
export interface HubConfig {
  dataDir: string;
  host: string;
  port: number;
  /** Address as browsers and branches see it, when a proxy stands before the hub. */
  publicUrl: string | null;
  redisUrl: string | null;
  development: boolean;
  logLevel: string;
  ratePerMinute: number;
  leaseGraceMs: number;
  /** Days for which the audit log is kept. */
  auditDays: number;
  /** Branches' requests worked on at once, how long one waits for its turn, and how long a reader may take, ms. */
  syncPlaces: number;
  syncWaitMs: number;
  syncSendMs: number;
}

const DAY = 24 * 3_600_000;

export function readConfig(flags: Values, env: NodeJS.ProcessEnv = process.env): HubConfig {
  const dataDir = layered([{ dataDir: env['HUB_DATA'] }, flags]).text('dataDir', 'data/hub');
  const fromEnv = {
    host: env['HUB_HOST'],
    port: env['PORT'],
    publicUrl: env['HUB_URL'],
    redisUrl: env['REDIS_URL'],
    mode: env['NODE_ENV'],
    logLevel: env['LOG_LEVEL'],
  };
  const set = layered([readSettingsFile(join(dataDir, 'config.json')), fromEnv, flags]);
  return {
    dataDir,
    host: set.text('host', '127.0.0.1'),
    port: set.whole('port', 4100, { min: 0, max: 65_535 }),
    publicUrl: set.optional('publicUrl'),
    redisUrl: set.optional('redisUrl'),
    development: set.text('mode', 'production') === 'development',
    logLevel: set.text('logLevel', 'info'),
    ratePerMinute: set.whole('ratePerMinute', 1_200, { min: 1, max: 1_000_000 }),
    auditDays: set.whole('auditDays', AUDIT_DAYS.usual, {
      min: AUDIT_DAYS.least,
      max: AUDIT_DAYS.most,
    }),
    leaseGraceMs: set.whole('leaseGraceMs', DAY, { min: 0, max: 366 * DAY }),
    syncPlaces: set.whole('syncPlaces', ADMISSION.places, { min: 1, max: 1_000 }),
    syncWaitMs: set.whole('syncWaitMs', ADMISSION.waitMs, { min: 1, max: 60_000 }),
    syncSendMs: set.whole('syncSendMs', 30_000, { min: 100, max: 600_000 }),
  };
}
