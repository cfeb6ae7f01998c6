import type { Summary } from './import-file.ts';
import type { Lang, Refusal } from './refusal-report.ts';

/** The last words of an import, for people or for programs. */
export interface Result extends Summary {
  kind: string;
  file: string;
  dryRun: boolean;
  seconds: number;
  rowsPerSecond: number;
  /** The first refusals; the report has all. */
  first: readonly Refusal[];
}

export function describeResult(result: Result, lang: Lang): string {
  const { first, records, unread } = result;
  const lines = lang === 'zh' ? chinese(result) : english(result);
  const made = Object.entries(records).map(([type, count]) => `${type} ${count}`);
  if (made.length > 0) lines.push(`${lang === 'zh' ? '记录' : 'Records'}: ${made.join(', ')}`);
  if (unread.length > 0)
    lines.push(`${lang === 'zh' ? '未读取的列' : 'Columns not read'}: ${unread.join(', ')}`);
  const named = first.map(({ line, reason, value }) => {
    const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
    return lang === 'zh'
      ? `  第 ${line} 行：${reason}（${shown}）`
      : `  line ${line}: ${reason} (${shown})`;
  });
  lines.push(...named);
  if (result.refused > first.length && first.length > 0) lines.push('  …');
  return `${lines.join('\n')}\n`;
}

function chinese(result: Result): string[] {
  const { kind, file, read, written, unchanged, duplicate, skipped, refused } = result;
  return [
    `${result.dryRun ? '试导入' : '导入'} ${kind}：${file}（${result.encoding}）`,
    `读 ${read} 行：写入 ${written}，未变 ${unchanged}，重复 ${duplicate}，不属本站 ${skipped}，退回 ${refused}`,
    `用时 ${result.seconds} 秒，${result.rowsPerSecond} 行/秒`,
  ];
}

function english(result: Result): string[] {
  const { kind, file, read, written, unchanged, duplicate, skipped, refused } = result;
  return [
    `${result.dryRun ? 'Dry run' : 'Import'} of ${kind}: ${file} (${result.encoding})`,
    `${read} rows read: ${written} written, ${unchanged} unchanged, ${duplicate} duplicate, ${skipped} not this site's, ${refused} refused`,
    `${result.seconds} s, ${result.rowsPerSecond} rows/s`,
  ];
}
