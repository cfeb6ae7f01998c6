import type { Engine } from '../replication/engine.ts';
import { Work } from '../replication/work.ts';
import type { Fault } from '../replication/model.ts';
import { decidePuts } from './decide-puts.ts';
import type { Cells } from './cells.ts';
import type { ImportKind, RowPlan } from './import-kind.ts';
import type { RowFilter } from './row-filter.ts';
import type { SeenRows } from './seen-rows.ts';

/** A row that could be read. */
export interface PlannedRow {
  line: number;
  cells: Cells;
  plan: RowPlan;
  /** Of what its cells say. */
  digest: string;
}

export interface RowOutcome {
  line: number;
  cells: Cells;
  did: 'written' | 'unchanged' | 'duplicate' | 'skipped' | 'refused';
  /** Types of the records written. */
  wrote: readonly string[];
  faults: readonly Fault[];
}

interface BatchOptions {
  engine: Engine;
  kind: ImportKind;
  filter: RowFilter;
  seen: SeenRows;
  dryRun: boolean;
}

/**
 * Imports some rows in one transaction: all that is good in them is written, or
 * none of it when the process dies. Answers one outcome a row, in their order.
 */
export async function importBatch(
  rows: readonly PlannedRow[],
  options: BatchOptions,
): Promise<RowOutcome[]> {
  const { engine, seen, dryRun } = options;
  const decide = (work: Work): Promise<Decided[]> => decideRows(work, rows, options);
  // A dry run does all that a real one does, but for the commit.
  const decided = dryRun ? await decide(new Work(engine.site)) : await engine.transact(decide);
  const taken = decided.filter(({ outcome }) => taking.has(outcome.did));
  seen.add(taken.flatMap(({ row, made }) => remembered(row, made)));
  return decided.map(({ outcome }) => outcome);
}

/** A row was understood and stands for its subject. */
const taking = new Set<RowOutcome['did']>(['written', 'unchanged']);

interface Decided {
  row: PlannedRow;
  outcome: RowOutcome;
  /** Names of the records it made, which a dry run does not find in the store later. */
  made: readonly string[];
}

const remembered = ({ plan, line, digest }: PlannedRow, made: readonly string[]) => [
  { subject: plan.subject, line, digest },
  ...made.map((name) => ({ subject: `made ${name}`, line, digest: '' })),
];

async function decideRows(
  work: Work,
  rows: readonly PlannedRow[],
  { kind, filter, seen, engine, dryRun }: BatchOptions,
): Promise<Decided[]> {
  await work.load(rows.flatMap(({ plan }) => plan.reads));
  const decided: Decided[] = [];
  const here = new Map<string, PlannedRow>();
  const wasMade = (name: string): boolean => dryRun && seen.find(`made ${name}`) !== undefined;
  for (const row of rows) {
    const { line, cells, plan } = row;
    const settle = (outcome: Pick<RowOutcome, 'did'> & Partial<RowOutcome>, made: string[] = []) =>
      decided.push({ row, outcome: { line, cells, wrote: [], faults: [], ...outcome }, made });
    const decision = await plan.decide(work);
    if ('faults' in decision) {
      settle({ did: 'refused', faults: decision.faults });
      continue;
    }
    if (kind.school === 'store' && !filter(cells, decision.school)) {
      settle({ did: 'skipped' });
      continue;
    }
    const earlier = here.get(plan.subject) ?? seen.find(plan.subject);
    if (earlier) {
      const same = earlier.digest === row.digest;
      settle(same ? { did: 'duplicate' } : { did: 'refused', faults: [contradicts(earlier.line)] });
      continue;
    }
    const { faults, writes } = await decidePuts({ work, site: engine.site }, decision.puts);
    if (faults.length > 0) {
      settle({ did: 'refused', faults });
      continue;
    }
    here.set(plan.subject, row);
    const fresh = writes.filter(({ name }) => !wasMade(name));
    for (const { key, body } of writes) await work.put(key, body);
    settle(
      { did: fresh.length > 0 ? 'written' : 'unchanged', wrote: fresh.map(({ key }) => key.type) },
      dryRun ? fresh.map(({ name }) => name) : [],
    );
  }
  return decided;
}

const contradicts = (line: number): Fault => ({
  code: 'CONFLICT',
  field: '$',
  zh: `与第 ${line} 行是同一项，但内容不同。`,
  en: `Line ${line} says something else about the same.`,
});
