import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import type { Test } from 'tap';
import { readConfig as readHubConfig } from '@lianxue/hub/config.ts';
import { openHub } from '@lianxue/hub/deps.ts';
import { readConfig as readNodeConfig } from '@lianxue/node/config.ts';
import { openNode } from '@lianxue/node/deps.ts';
import { createLog } from '@lianxue/shared/base/log.ts';
import { runImport } from '@lianxue/shared/import/import-command.ts';
import type { ImportFlags } from '@lianxue/shared/import/import-command.ts';
import type { Summary } from '@lianxue/shared/import/import-file.ts';
import { LANES } from '@lianxue/shared/replication/model.ts';
import { initFolder } from '@lianxue/shared/server/site.ts';
import type { OpenSite } from '@lianxue/shared/server/site.ts';

/** A site in a folder of the test, and the import command as its operators see it. */
export interface ImportSite {
  readonly dataDir: string;
  open(): Promise<OpenSite>;
  /** Runs the command; `file` is given by its rows. */
  run(kind: string, rows: string | Buffer, flags?: ImportFlags): Promise<Ran>;
  /** Runs it on a file that is there. */
  runFile(kind: string, file: string, flags?: ImportFlags): Promise<Ran>;
  /** How far this site's log is, all lanes together: what is written moves it. */
  written(): Promise<number>;
  /** The body of a record; undefined when it is not there. */
  body(type: string, id: string): Promise<Record<string, unknown> | undefined>;
}

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
  /** What `--json` says; flags without `json: true` leave it empty. */
  said: Summary & { first: { line: number; field: string; code: string; reason: string }[] };
}

const HUB = 'hub';
const quiet = createLog({ level: 'silent' });

/** A hub, or the node of any other name. */
export function createSite(t: Test, name: string = HUB): ImportSite {
  const folder = t.testdir();
  const dataDir = join(folder, name);
  const { publicKey } = initFolder(dataDir);
  const open = (): Promise<OpenSite> =>
    name === HUB
      ? openHub(readHubConfig({ dataDir }, {}), { log: quiet })
      : openNode(
          readNodeConfig(
            { dataDir, site: name, hubUrl: 'http://127.0.0.1:9', hubKey: publicKey },
            {},
          ),
          { log: quiet },
        );
  const using = async <T>(use: (site: OpenSite) => Promise<T>): Promise<T> => {
    const site = await open();
    try {
      return await use(site);
    } finally {
      site.close();
    }
  };
  async function runFile(kind: string, file: string, flags: ImportFlags = {}): Promise<Ran> {
    const said = { stdout: '', stderr: '' };
    const code = await runImport(
      { kind, file, flags },
      {
        open,
        newBar: null,
        stdout: (text) => (said.stdout += text),
        stderr: (text) => (said.stderr += text),
      },
    );
    return { code, ...said, said: flags.json && said.stdout ? JSON.parse(said.stdout) : {} };
  }
  return {
    dataDir,
    open,
    runFile,
    run(kind, rows, flags = {}) {
      const file = join(folder, 'rows.csv');
      writeFileSync(file, rows);
      return runFile(kind, file, { json: true, lang: 'en', ...flags });
    },
    written: () =>
      using(async ({ store }) => {
        const heads = await Promise.all(
          LANES.map(async (lane) => (await store.log(lane)).head.seq),
        );
        return heads.reduce((sum, seq) => sum + seq, 0);
      }),
    body: (type, id) =>
      using(async ({ store }) => {
        const record = await store.record({ type, id });
        return record?.body ? (JSON.parse(record.body) as Record<string, unknown>) : undefined;
      }),
  };
}

export const gb18030 = (text: string): Buffer => iconv.encode(text, 'gb18030');
export const lines = (file: string): string[] => readFileSync(file, 'utf8').split(/\r?\n/);
