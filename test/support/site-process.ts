import { createLog } from '@lianxue/shared/base/log.ts';
import type { Log } from '@lianxue/shared/base/log.ts';
import type { Running } from '@lianxue/shared/server/run.ts';
import type { PersonRole } from '@lianxue/shared/server/accounts/roles.ts';
import type { OpenSite } from '@lianxue/shared/server/site.ts';
import { createClient } from './client.ts';
import type { Client } from './client.ts';

/** One site of a test network: its folder outlives its runs. */
export interface SiteProcess {
  readonly name: string;
  readonly dataDir: string;
  readonly publicKey: string;
  /** Address, the same after a restart. */
  readonly url: string;
  /** The opened site while it runs; throws when it is stopped. */
  readonly site: OpenSite;
  /** All log lines so far, of all runs. */
  readonly logLines: readonly string[];
  start(): Promise<void>;
  stop(): Promise<void>;
  /** A caller signed in with an account of that role, made if there is none. */
  as(role: PersonRole, more?: { branch?: string; learnerId?: string }): Promise<Client>;
  anonymous(): Client;
}

export const PASSWORD = 'correct horse battery';

export interface Plan {
  name: string;
  dataDir: string;
  publicKey: string;
  open: (log: Log) => Promise<OpenSite>;
  serve: (site: OpenSite, port: number) => Promise<Running>;
}

export function createSiteProcess(plan: Plan): SiteProcess {
  const logLines: string[] = [];
  const destination = { write: (line: string) => void logLines.push(line) };
  const log = createLog({ level: 'debug', destination });
  let running: { server: Running; site: OpenSite } | undefined;
  let url = '';

  const live = (): OpenSite => {
    if (!running) throw new Error(`${plan.name} is stopped`);
    return running.site;
  };

  return {
    name: plan.name,
    dataDir: plan.dataDir,
    publicKey: plan.publicKey,
    get url() {
      return url;
    },
    get site() {
      return live();
    },
    logLines,
    async start() {
      const site = await plan.open(log);
      const server = await plan.serve(site, url ? Number(new URL(url).port) : 0);
      url = server.url;
      running = { server, site };
    },
    async stop() {
      const stopping = running;
      running = undefined;
      await stopping?.server.stop();
    },
    async as(role, more = {}) {
      const { accounts } = live();
      const login = [role, more.branch, more.learnerId].filter(Boolean).join('-');
      if (!accounts.list().some((account) => account.login === login))
        await accounts.add({ login, name: login, role, password: PASSWORD, ...more });
      const client = createClient(url);
      const { data } = await client.login(login, PASSWORD);
      if (!data) throw new Error(`${login} could not sign in at ${plan.name}`);
      return client;
    },
    anonymous: () => createClient(url),
  };
}
