import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The full real enrolments where they are at hand, else files of the same shape and size. */

const ROOT = join(import.meta.dirname, '../..');
const REAL = join(ROOT, '../shared/data/mooccube');
const EXCERPT = join(ROOT, 'scripts/demo/data');
const ROWS = 68_276;

export interface Files {
  real: boolean;
  courses: string;
  enrolments: string;
  /** School to branch. */
  partition: string;
  rows: number;
  /** What must be there in the end, by branch: `learner id, course` pairs once each. */
  expected: Map<string, number>;
  unknown: number;
}

export function findFiles(folder: string): Files {
  const real = existsSync(join(REAL, 'enrollments.csv'));
  const courses = real ? join(REAL, 'courses.csv') : join(EXCERPT, 'courses.csv');
  const enrolments = real ? join(REAL, 'enrollments.csv') : join(folder, 'enrolments.csv');
  if (!real) writeFileSync(enrolments, generate(courses));
  const partition = join(EXCERPT, 'branches.json');
  return { real, courses, enrolments, partition, ...count({ courses, enrolments, partition }) };
}

const rowsOf = (file: string): string[] => {
  const rows = readFileSync(file, 'utf8').split(/\r?\n/);
  return rows.slice(1).filter((row) => row !== '');
};

/** `value` is all behind the first comma; neither file quotes anything. */
const pairOf = (row: string): [first: string, second: string] => {
  const comma = row.indexOf(',');
  return [row.slice(0, comma), row.slice(comma + 1)];
};

function generate(courses: string): string {
  const codes = rowsOf(courses).map((row) => pairOf(row)[1]);
  const rows = ['user,course'];
  for (let i = 0; i < ROWS; i++) {
    // As in the real file, one row in some five hundred names a course that nobody has.
    const code = i % 513 === 7 ? `missing-${i}` : codes[(i * 7919) % codes.length];
    rows.push(`U${Math.floor(i / 3)},${code}`);
  }
  return rows.join('\n');
}

function count(files: { courses: string; enrolments: string; partition: string }) {
  const schoolOf = new Map(
    rowsOf(files.courses).map((row) => pairOf(row).reverse() as [string, string]),
  );
  const branchOf = JSON.parse(readFileSync(files.partition, 'utf8')) as Record<string, string>;
  const seen = new Set<string>();
  const expected = new Map<string, number>();
  const rows = rowsOf(files.enrolments);
  let unknown = 0;
  for (const row of rows) {
    const school = schoolOf.get(pairOf(row)[1]);
    if (school === undefined) {
      unknown += 1;
      continue;
    }
    if (seen.has(row)) continue;
    seen.add(row);
    const branch = branchOf[school] ?? branchOf['*'] ?? '';
    expected.set(branch, (expected.get(branch) ?? 0) + 1);
  }
  return { rows: rows.length, unknown, expected };
}
