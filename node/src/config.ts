import { join } from 'node:path';
import { CodedError } from '@lianxue/shared/base/errors.ts';
import type { LinkTimes } from '@lianxue/shared/replication/link.ts';
import { AUDIT_DAYS } from '@lianxue/shared/server/audit/prune-audit.ts';
import { layered, readSettingsFile } from '@lianxue/shared/server/settings.ts';
import type { Values } from '@lianxue/shared/server/settings.ts';

/** A node's settings: `config.json` in its data folder, then the environment, then flags. */
export interface NodeConfig {
  dataDir: string;
  /** Branch code, which is the site's name. */
  site: string;
  /** The site above: the hub, or a branch this one hangs on. */
  upstream: { site: string; url: string; key: string };
  /** The hub's public key, where another site is above. */
  rootKey: string | null;
  /** Whether branches below dial this node. */
  serves: boolean;
  host: string;
  port: number;
  publicUrl: string | null;
  redisUrl: string | null;
  development: boolean;
  logLevel: string;
  ratePerMinute: number;
  leaseGraceMs: number;
  /** Days for which the audit log is kept. */
  auditDays: number;
  link: LinkTimes;
}

const DAY = 24 * 3_600_000;

export const configFile = (dataDir: string): string => join(dataDir, 'config.json');

export const dataDirOf = (flags: Values, env: NodeJS.ProcessEnv = process.env): string =>
  layered([{ dataDir: env['NODE_DATA'] }, flags]).text('dataDir', 'data/node');

/** Throws CONFIG when the node has not joined a hub yet. */
export function readConfig(flags: Values, env: NodeJS.ProcessEnv = process.env): NodeConfig {
  const dataDir = dataDirOf(flags, env);
  const fromEnv = {
    host: env['NODE_HOST'],
    port: env['PORT'],
    publicUrl: env['NODE_URL'],
    redisUrl: env['REDIS_URL'],
    mode: env['NODE_ENV'],
    logLevel: env['LOG_LEVEL'],
    hubUrl: env['HUB_URL'],
    serves: env['NODE_SERVES'],
  };
  const set = layered([readSettingsFile(configFile(dataDir)), fromEnv, flags]);
  const required = (name: string): string => {
    const value = set.optional(name);
    if (value !== null) return value;
    throw new CodedError('CONFIG', {
      detail: `${name} is not set: run \`node init\` and \`join\`.`,
    });
  };
  const time = (name: string, otherwise: number): number =>
    set.whole(name, otherwise, { min: 1, max: DAY });
  return {
    dataDir,
    site: required('site'),
    upstream: {
      site: set.text('hubSite', 'hub'),
      url: required('hubUrl'),
      key: required('hubKey'),
    },
    rootKey: set.optional('rootKey'),
    serves: set.text('serves', 'false') === 'true',
    host: set.text('host', '127.0.0.1'),
    port: set.whole('port', 4200, { min: 0, max: 65_535 }),
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
    link: {
      pollMs: time('pollMs', 25_000),
      retryMs: time('retryMs', 500),
      retryMaxMs: time('retryMaxMs', 15 * 60_000),
      verifyMs: time('verifyMs', 5_000),
      roundMs: time('roundMs', 6 * 3_600_000),
    },
  };
}
