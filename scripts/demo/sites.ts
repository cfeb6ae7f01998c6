import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig as readHubConfig } from '../../hub/src/config.ts';
import { openHub } from '../../hub/src/deps.ts';
import { saveBranchRecord } from '../../hub/src/graphql/membership.ts';
import { configFile, readConfig as readNodeConfig } from '../../node/src/config.ts';
import { openNode } from '../../node/src/deps.ts';
import { commandLog } from '../../shared/src/base/log.ts';
import { readKeyFile } from '../../shared/src/base/keys.ts';
import { changeSettingsFile } from '../../shared/src/server/settings.ts';
import { initFolder, keyFile } from '../../shared/src/server/site.ts';
import type { OpenSite } from '../../shared/src/server/site.ts';

/** The sites of the demonstration network, and their first set-up: the same steps as the commands take. */

export interface DemoBranch {
  code: string;
  name: string;
  region: string;
}

/** Partner provinces that the academy's plan names, in administrative order. */
export const BRANCHES: readonly DemoBranch[] = [
  { code: 'zj', name: '浙江分院', region: '33' },
  { code: 'hb', name: '湖北分院', region: '42' },
  { code: 'sn', name: '陕西分院', region: '61' },
];

export interface Login {
  site: string;
  login: string;
  password: string;
}

export const siteDir = (dataDir: string, site: string): string => join(dataDir, site);

/**
 * Makes what is missing of hub and branches, and answers the logins. They are
 * kept beside the data, readable by this user alone, so that a second start can
 * print them again; a real site keeps none.
 */
export async function prepare(dataDir: string, portOf: (site: string) => number): Promise<Login[]> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const loginFile = join(dataDir, 'logins.json');
  const logins: Login[] = existsSync(loginFile)
    ? (JSON.parse(readFileSync(loginFile, 'utf8')) as Login[])
    : [];
  const log = commandLog();
  const hubDir = siteDir(dataDir, 'hub');
  const hubKey = keyOf(hubDir);
  const hub = await openHub(readHubConfig({ dataDir: hubDir }, {}), { log });
  try {
    await ensureAccounts(hub, logins, [
      { login: 'office', name: '协作机制办公室', role: 'office' },
      { login: 'academy', name: '教务', role: 'academy' },
    ]);
    for (const { code, name, region } of BRANCHES) {
      const dir = siteDir(dataDir, code);
      const key = keyOf(dir);
      changeSettingsFile(configFile(dir), {
        site: code,
        hubUrl: `http://127.0.0.1:${portOf('hub')}`,
        hubKey,
      });
      if (!(await hub.store.record({ type: 'Branch', id: code })))
        await saveBranchRecord(hub.engine, {
          code,
          name,
          shortName: name,
          region,
          level: 'province',
          regionIssued: '2024-12-31',
          keys: [key],
          state: 'active',
        });
      const node = await openNode(readNodeConfig({ dataDir: dir }, {}), { log });
      await ensureAccounts(node, logins, [{ login: 'staff', name: '教务员', role: 'staff' }]);
      node.close();
    }
  } finally {
    hub.close();
  }
  writeFileSync(loginFile, JSON.stringify(logins, null, 2), { mode: 0o600 });
  return logins;
}

/** The public key of a data folder, made with it if there is none yet. */
const keyOf = (dir: string): string =>
  existsSync(keyFile(dir)) ? readKeyFile(keyFile(dir)).publicKey : initFolder(dir).publicKey;

async function ensureAccounts(
  site: OpenSite,
  logins: Login[],
  accounts: readonly (Omit<Parameters<OpenSite['accounts']['add']>[0], 'password'> & {
    login: string;
  })[],
): Promise<void> {
  const known = new Set(site.accounts.list().map((account) => account.login));
  for (const account of accounts) {
    if (known.has(account.login)) continue;
    const password = randomBytes(9).toString('base64url');
    await site.accounts.add({ ...account, password });
    logins.push({ site: site.name, login: account.login, password });
  }
}
