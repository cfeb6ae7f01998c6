import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startHub } from '@lianxue/hub/app.ts';
import { readConfig as readHubConfig } from '@lianxue/hub/config.ts';
import { openHub } from '@lianxue/hub/deps.ts';
import { saveBranchRecord } from '@lianxue/hub/graphql/membership.ts';
import { startNode } from '@lianxue/node/app.ts';
import { readConfig as readNodeConfig } from '@lianxue/node/config.ts';
import { openNode } from '@lianxue/node/deps.ts';
import type { Clock } from '@lianxue/shared/replication/ports.ts';
import { LANES } from '@lianxue/shared/replication/model.ts';
import { initFolder } from '@lianxue/shared/server/site.ts';
import { createSiteProcess } from './site-process.ts';
import type { SiteProcess } from './site-process.ts';

/** A real network in one process: hub and nodes on loopback, each with its own SQLite file. */
export interface TestNetwork {
  readonly hub: SiteProcess;
  readonly nodes: Readonly<Record<string, SiteProcess>>;
  node(code: string): SiteProcess;
  /** A copy of a stopped node's machine, key and all; not started. */
  twin(code: string): Promise<SiteProcess>;
  /** Resolves when every running site has all that concerns it and no job waits. Rejects after `timeoutMs`. */
  settle(options?: { timeoutMs?: number }): Promise<void>;
  /** Stops all and removes their folders. */
  stop(): Promise<void>;
}

export interface NetworkOptions {
  branches: readonly string[];
  clock?: Clock;
  /** How long an idle pull waits, ms; a place that holds nothing for a branch is only told then. */
  pollMs?: number;
  leaseGraceMs?: number;
  /** Between two comparisons of a stretch, ms; rounds then follow each other at ten times that. */
  verifyMs?: number;
  /** Settings of the hub that are not the usual ones. */
  hub?: { syncPlaces?: number; syncWaitMs?: number; syncSendMs?: number };
  redisUrl?: string;
}

/** Regions of the usual branches; any other gets one of its own. */
const regions: Readonly<Record<string, string>> = { zj: '33', hb: '42', sn: '61' };

export async function startNetwork(options: NetworkOptions): Promise<TestNetwork> {
  const folder = await mkdtemp(join(tmpdir(), 'lianxue-'));
  const common = {
    host: '127.0.0.1',
    ratePerMinute: 1_000_000,
    ...(options.leaseGraceMs === undefined ? {} : { leaseGraceMs: options.leaseGraceMs }),
    ...(options.redisUrl ? { redisUrl: options.redisUrl } : {}),
  };

  const hubDir = join(folder, 'hub');
  const hubConfig = readHubConfig({ ...common, ...options.hub, dataDir: hubDir }, {});
  const hub = createSiteProcess({
    name: 'hub',
    dataDir: hubDir,
    publicKey: initFolder(hubDir).publicKey,
    open: (log) => openHub(hubConfig, { log, clock: options.clock }),
    serve: (site, port) => startHub(site, { ...hubConfig, port }),
  });
  await hub.start();

  const nodes: Record<string, SiteProcess> = {};
  const machines: Record<string, (dataDir: string) => SiteProcess> = {};
  for (const [i, code] of options.branches.entries()) {
    const dataDir = join(folder, code);
    const { publicKey } = initFolder(dataDir);
    await saveBranchRecord(hub.site.engine, {
      code,
      name: `${code} 分院`,
      level: 'province',
      region: regions[code] ?? String(70 + i),
      regionIssued: '2024-12-31',
      keys: [publicKey],
      state: 'active',
    });
    const flags = {
      ...common,
      dataDir,
      site: code,
      hubUrl: hub.url,
      hubKey: hub.publicKey,
      pollMs: options.pollMs ?? 200,
      retryMs: 20,
      retryMaxMs: 200,
      ...(options.verifyMs ? { verifyMs: options.verifyMs, roundMs: options.verifyMs * 10 } : {}),
    };
    const machine = (folderOf: string): SiteProcess => {
      const config = readNodeConfig({ ...flags, dataDir: folderOf }, {});
      return createSiteProcess({
        name: code,
        dataDir: folderOf,
        publicKey,
        open: (log) => openNode(config, { log, clock: options.clock }),
        serve: (site, port) => startNode(site, { ...config, port }),
      });
    };
    machines[code] = machine;
    nodes[code] = machine(dataDir);
    await nodes[code].start();
  }
  const twins: SiteProcess[] = [];

  const node = (code: string): SiteProcess => {
    const found = nodes[code];
    if (!found) throw new Error(`no branch ${code} in this network`);
    return found;
  };

  return {
    hub,
    nodes,
    node,
    async twin(code) {
      const dataDir = join(folder, `${code}-twin-${twins.length}`);
      await cp(node(code).dataDir, dataDir, { recursive: true });
      const twin = machines[code]?.(dataDir);
      if (!twin) throw new Error(`no branch ${code} in this network`);
      twins.push(twin);
      return twin;
    },
    async settle({ timeoutMs = 15_000 } = {}) {
      const until = Date.now() + timeoutMs;
      let why = await lacking(hub, Object.values(nodes));
      for (let quiet = 0; quiet < 2; why = await lacking(hub, Object.values(nodes))) {
        quiet = why ? 0 : quiet + 1;
        if (why && Date.now() > until) throw new Error(`The network did not settle: ${why}`);
        await sleep(20);
      }
    },
    async stop() {
      await Promise.all([...Object.values(nodes), ...twins].map((each) => each.stop()));
      await hub.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What is still on its way, in words; '' when nothing is. Read from the logs themselves, not from what sites last heard. */
async function lacking(hub: SiteProcess, nodes: readonly SiteProcess[]): Promise<string> {
  const running = nodes.filter(isRunning);
  for (const { name, site } of [hub, ...running]) {
    const { waiting } = await site.store.countOutbox();
    if (waiting > 0) return `${name} has ${waiting} jobs`;
  }
  for (const { name, site } of running)
    for (const lane of LANES) {
      const [down, up] = [await hub.site.store.log(lane), await site.store.log(lane)];
      const has = (await site.store.cursor('hub', lane))?.at.seq ?? 0;
      const given = (await hub.site.store.cursor(name, lane))?.at.seq ?? 0;
      if (has !== down.head.seq)
        return `${name} has ${has} of ${down.head.seq} of the hub's ${lane}`;
      if (given !== up.head.seq)
        return `the hub has ${given} of ${up.head.seq} of ${name}'s ${lane}`;
    }
  return '';
}

function isRunning(process: SiteProcess): boolean {
  try {
    return Boolean(process.site);
  } catch {
    return false; // stopped by the test
  }
}
