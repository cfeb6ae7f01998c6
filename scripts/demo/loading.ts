import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from './processes.ts';
import { BRANCHES, siteDir } from './sites.ts';

/**
 * Loads the real catalogue at the hub and real enrolments at the branches with
 * the import command, most at once and the rest in small portions, so that the
 * exchange can be watched. What is done is noted; a second start goes on there.
 */

const DATA = join(import.meta.dirname, 'data');
const PARTITION = join(DATA, 'branches.json');
/** Enrolment rows that come in portions, rows in one, and the pause between two, ms. */
const LATE_ROWS = 1_500;
const PORTION = 50;
const PAUSE_MS = 4_000;

interface Imported {
  read: number;
  written: number;
  unchanged: number;
  refused: number;
}

const importAt = async (ask: {
  dataDir: string;
  site: string;
  args: string[];
}): Promise<Imported> =>
  JSON.parse(
    await runCommand({
      site: ask.site,
      dir: siteDir(ask.dataDir, ask.site),
      args: ['import', ...ask.args, '--json'],
    }),
  ) as Imported;

/** Courses and course offerings at the hub. */
export async function loadHub(dataDir: string, say: (line: string) => void): Promise<void> {
  if (isDone(dataDir, 'hub')) return;
  for (const kind of ['courses', 'sections']) {
    const { written } = await importAt({
      dataDir,
      site: 'hub',
      args: [kind, join(DATA, `${kind}.csv`)],
    });
    say(`总院 hub: ${kind} ${written}`);
  }
  noteDone(dataDir, 'hub', 1);
}

/** Enrolments at the branches; resolves when the last portion is in or `stopped` says so. */
export async function loadBranches(
  dataDir: string,
  options: { say: (line: string) => void; stopped: () => boolean },
): Promise<void> {
  const [header = '', ...rows] = readFileSync(join(DATA, 'enrolments.csv'), 'utf8')
    .split('\n')
    .filter((row) => row !== '');
  const early = Math.max(0, rows.length - LATE_ROWS);
  const portions = [rows.slice(0, early)];
  for (let i = early; i < rows.length; i += PORTION) portions.push(rows.slice(i, i + PORTION));
  mkdirSync(join(dataDir, 'portions'), { recursive: true });

  for (const [i, portion] of portions.entries()) {
    if (options.stopped()) return;
    if (isDone(dataDir, 'branches', i + 1)) continue;
    const file = join(dataDir, 'portions', `${i}.csv`);
    writeFileSync(file, [header, ...portion].join('\n'));
    for (const { code, name } of BRANCHES) {
      const args = ['enrolments', file, '--partition', PARTITION];
      const { written, refused } = await importAt({ dataDir, site: code, args });
      if (i === 0)
        options.say(`${name} ${code}: 报名 enrolments ${written}，退回 refused ${refused}`);
    }
    noteDone(dataDir, 'branches', i + 1);
    await sleep(PAUSE_MS);
  }
}

type Progress = Record<string, number>;
const progressFile = (dataDir: string): string => join(dataDir, 'loaded.json');

function readProgress(dataDir: string): Progress {
  const file = progressFile(dataDir);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Progress) : {};
}

const isDone = (dataDir: string, part: string, step = 1): boolean =>
  (readProgress(dataDir)[part] ?? 0) >= step;

function noteDone(dataDir: string, part: string, step: number): void {
  const progress = { ...readProgress(dataDir), [part]: step };
  writeFileSync(progressFile(dataDir), JSON.stringify(progress));
}
