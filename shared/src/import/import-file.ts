import { stat } from 'node:fs/promises';
import { CodedError } from '../base/errors.ts';
import type { Engine } from '../replication/engine.ts';
import { readRows } from './file-rows.ts';
import type { FileRow } from './file-rows.ts';
import { importBatch } from './import-batch.ts';
import type { PlannedRow, RowOutcome } from './import-batch.ts';
import type { ImportKind, Importer } from './import-kind.ts';
import { createLearnerIds } from './learner-id.ts';
import type { RowFilter } from './row-filter.ts';
import { digestOf, openSeenRows } from './seen-rows.ts';
import { detectEncoding } from './text-encoding.ts';
import type { Encoding } from './text-encoding.ts';

export interface ImportOptions {
  engine: Engine;
  kind: ImportKind;
  file: string;
  /** Told from the file when null. */
  encoding: Encoding | null;
  fixed: ReadonlyMap<string, string>;
  filter: RowFilter;
  dryRun: boolean;
  onRefused: (row: RowOutcome) => void;
  onProgress: (progress: Progress) => void;
}

/** How far an import is. */
export interface Progress {
  bytes: number;
  totalBytes: number;
  rows: number;
}

export interface Summary {
  encoding: Encoding;
  /** Heads of columns that were not read. */
  unread: readonly string[];
  /** Rows by what became of them; they add up to `read`. */
  read: number;
  written: number;
  unchanged: number;
  duplicate: number;
  skipped: number;
  refused: number;
  /** Records written, by type. */
  records: Record<string, number>;
}

/** Rows of one transaction: few enough to keep other writers waiting for some tens of ms only. */
const BATCH_ROWS = 500;

/**
 * Imports a file. A bad row is told to `onRefused` and stops nothing; what
 * stops it leaves whole batches behind, and the same file again goes on from
 * there. Throws BAD_INPUT when the file is not of this kind, FORBIDDEN when the
 * site may not own it.
 */
export async function importFile(options: ImportOptions): Promise<Summary> {
  const { engine, kind, file, fixed, dryRun } = options;
  const { site } = engine;
  if (kind.branchOnly && site.name === site.root)
    throw new CodedError('FORBIDDEN', { detail: `${kind.name} belong to branches.` });
  const { size: totalBytes } = await stat(file);
  const encoding = options.encoding ?? (await detectEncoding(file));
  const importer = { site: site.name, learnerId: await createLearnerIds(site, { dryRun }) };
  const summary = newSummary(encoding);
  const onHeader = ({ unread }: Pick<Summary, 'unread'>): void => {
    summary.unread = unread;
  };
  const note = (outcome: RowOutcome): void => {
    summary.read += 1;
    summary[outcome.did] += 1;
    for (const type of outcome.wrote) summary.records[type] = (summary.records[type] ?? 0) + 1;
    if (outcome.did === 'refused') options.onRefused(outcome);
  };
  const seen = openSeenRows();
  try {
    let waiting: FileRow[] = [];
    const work = async (rows: readonly FileRow[], bytes: number): Promise<void> => {
      const planned = rows.map((row) => planRow(row, importer, options));
      const good = planned.filter((row) => 'plan' in row);
      const done = (await importBatch(good, { ...options, seen })).values();
      for (const row of planned) note('plan' in row ? (done.next().value as RowOutcome) : row);
      options.onProgress({ bytes, totalBytes, rows: summary.read });
    };
    for await (const { rows, bytes } of readRows({ file, encoding, kind, fixed, onHeader })) {
      waiting.push(...rows);
      for (; waiting.length >= BATCH_ROWS; waiting = waiting.slice(BATCH_ROWS))
        await work(waiting.slice(0, BATCH_ROWS), bytes);
    }
    await work(waiting, totalBytes);
  } finally {
    seen.close();
  }
  return summary;
}

const newSummary = (encoding: Encoding): Summary => ({
  encoding,
  unread: [],
  read: 0,
  written: 0,
  unchanged: 0,
  duplicate: 0,
  skipped: 0,
  refused: 0,
  records: {},
});

/** A row that can be decided on, or what became of it before. */
function planRow(
  { line, cells, fault }: FileRow,
  importer: Importer,
  { kind, filter }: Pick<ImportOptions, 'kind' | 'filter'>,
): PlannedRow | RowOutcome {
  const refused = { line, cells, did: 'refused' as const, wrote: [] };
  if (fault) return { ...refused, faults: [fault] };
  // Rows of other sites are left out first: most of a large file may be theirs.
  if (kind.school !== 'store' && !filter(cells, cells.text('school')))
    return { ...refused, did: 'skipped', faults: [] };
  const plan = kind.plan(cells, importer);
  if (cells.faults.length > 0) return { ...refused, faults: cells.faults };
  const said = kind.columns.map(({ field }) => cells.text(field) ?? null);
  return { line, cells, plan, digest: digestOf(JSON.stringify(said)) };
}
