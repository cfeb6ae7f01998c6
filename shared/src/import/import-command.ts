import { existsSync } from 'node:fs';
import { CodedError, ERRORS, isCoded } from '../base/errors.ts';
import { asCommand } from '../server/audit/audit-command.ts';
import type { OpenSite } from '../server/site.ts';
import { importFile } from './import-file.ts';
import type { Summary } from './import-file.ts';
import type { ImportKind } from './import-kind.ts';
import { importKinds } from './import-kinds.ts';
import { progressView } from './import-progress.ts';
import type { Bar } from './import-progress.ts';
import { describeResult } from './import-summary.ts';
import { openReport, refusalOf } from './refusal-report.ts';
import type { Lang, Refusal, RefusalReport } from './refusal-report.ts';
import { readPairs, readPartition, rowFilter } from './row-filter.ts';
import { ENCODINGS } from './text-encoding.ts';
import type { Encoding } from './text-encoding.ts';

/** The import command of hub and node: all of it but the parsing of the command line. */

export interface ImportFlags {
  dryRun?: boolean;
  encoding?: string;
  where?: string[];
  set?: string[];
  partition?: string;
  report?: string;
  lang?: string;
  json?: boolean;
}

const kindNames = importKinds.map(({ name }) => name).join(', ');

export const importWords = {
  description: '导入 CSV 文件 import a CSV file',
  kind: `${kindNames}`,
  file: 'CSV 文件 a CSV file, UTF-8 or GB18030',
};

/** Flags for commander, with what they do. */
export const importFlags: readonly (readonly [flags: string, words: string])[] = [
  ['--dry-run', '只检查，不写入 check everything, write nothing'],
  [
    '--encoding <name>',
    `文件编码 encoding: ${ENCODINGS.join(' or ')}; told from the file otherwise`,
  ],
  ['--where <column=value...>', '只导入符合的行 only rows that have these values'],
  ['--set <column=value...>', '文件没有的列统一取值 values for columns that the file lacks'],
  ['--partition <file>', '按开课单位分站的 JSON 表 JSON object: school to site, * for others'],
  ['--report <file>', '退回行清单 CSV or JSON file that names every refused row'],
  ['--lang <zh|en>', '语言 language of what is said, zh otherwise'],
  ['--json', '以 JSON 输出结果 print the result as JSON'],
];

export interface ImportPorts {
  open: () => Promise<OpenSite>;
  /** Null where nobody watches. */
  newBar: (() => Bar) | null;
  stdout: (text: string) => void;
  stderr: (text: string) => void;
}

/** Refusals shown at the end; the report has all. */
const SHOWN = 10;

/** Runs an import. Answers the exit code: 0 all rows are in, 1 some were refused, 2 it could not run. */
export async function runImport(
  ask: { kind: string; file: string; flags: ImportFlags },
  ports: ImportPorts,
): Promise<0 | 1 | 2> {
  const lang: Lang = ask.flags.lang === 'en' ? 'en' : 'zh';
  let site: OpenSite | undefined;
  try {
    const settings = readSettings(ask);
    site = await ports.open();
    const opened = site;
    const act = { action: `import ${ask.kind}`, subject: ask.file };
    const { refused } = await asCommand(opened, act, () =>
      importInto(opened, { ...ask, ...settings, lang }, ports),
    );
    return refused === 0 ? 0 : 1;
  } catch (error) {
    if (!isCoded(error)) throw error;
    const faults = error.faults.map((fault) => `  ${fault[lang]}\n`);
    const { message } = error;
    ports.stderr(`${error.code} ${lang === 'zh' ? `${ERRORS[error.code].zh} ` : ''}${message}\n`);
    ports.stderr(faults.join(''));
    return 2;
  } finally {
    site?.close();
  }
}

interface Settings {
  kind: ImportKind;
  encoding: Encoding | null;
  where: Map<string, string>;
  fixed: Map<string, string>;
}

function readSettings({ kind: name, file, flags }: Parameters<typeof runImport>[0]): Settings {
  const kind = importKinds.find((known) => known.name === name);
  if (!kind) throw new CodedError('BAD_INPUT', { detail: `${name}: one of ${kindNames}.` });
  if (!existsSync(file)) throw new CodedError('NOT_FOUND', { detail: file });
  const encoding = ENCODINGS.find((known) => known === flags.encoding?.toLowerCase()) ?? null;
  if (flags.encoding && !encoding)
    throw new CodedError('BAD_INPUT', { detail: `--encoding: one of ${ENCODINGS.join(', ')}.` });
  if (flags.partition && !kind.school)
    throw new CodedError('BAD_INPUT', { detail: `--partition: ${kind.name} have no school.` });
  return {
    kind,
    encoding,
    where: readPairs(kind, flags.where ?? [], kind.school ? ['school'] : []),
    fixed: readPairs(kind, flags.set ?? []),
  };
}

async function importInto(
  site: OpenSite,
  ask: Settings & { file: string; flags: ImportFlags; lang: Lang },
  ports: ImportPorts,
): Promise<Summary> {
  const { kind, file, flags, lang, where } = ask;
  const dryRun = flags.dryRun ?? false;
  const partition = flags.partition ? readPartition(flags.partition) : null;
  const now = (): number => performance.now();
  const startedAt = now();
  const bar = ports.newBar?.() ?? null;
  const view = progressView({ lang, now, bar, write: ports.stderr });
  const report = flags.report ? openReport(flags.report, lang) : null;
  const first: Refusal[] = [];
  try {
    const summary = await importFile({
      engine: site.engine,
      kind,
      file,
      encoding: ask.encoding,
      fixed: ask.fixed,
      filter: rowFilter({ site: site.name, where, partition }),
      dryRun,
      onProgress: (progress) => view.show(progress),
      onRefused: ({ line, cells, faults }) =>
        faults
          .map((fault) => refusalOf({ line, raw: (field) => cells.raw(field) }, fault, lang))
          .forEach((refusal) => keep(refusal, first, report)),
    });
    view.stop();
    const seconds = Math.round(now() - startedAt) / 1000;
    const rowsPerSecond = Math.round(summary.read / Math.max(0.001, seconds));
    const result = { kind: kind.name, file, dryRun, ...summary, seconds, rowsPerSecond, first };
    ports.stdout(flags.json ? `${JSON.stringify(result)}\n` : describeResult(result, lang));
    return summary;
  } catch (error) {
    view.stop();
    throw error;
  } finally {
    report?.close();
  }
}

function keep(refusal: Refusal, first: Refusal[], report: RefusalReport | null): void {
  report?.add(refusal);
  if (first.length < SHOWN) first.push(refusal);
}
