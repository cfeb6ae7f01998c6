/** What one test file reported. Subtests are not counted, what they assert is. */
export interface FileResult {
  file: string;
  passed: number;
  failed: number;
  /** Skipped and to-do assertions, and every `# left out: ...` comment, in words. */
  leftOut: string[];
  /** One text for each failure: where, and the diagnosis below it. */
  failures: string[];
}

interface Subtest {
  name: string;
  /** The file's failures when it began: one that fails without more of them failed by itself. */
  failuresBefore: number;
}

const point = /^( *)(not ok|ok)\b(?: \d+)?(?: - )?(.*)$/;

/**
 * Reads the TAP that the runner writes: a file is a subtest at the margin, its content indented by four.
 * Tap's own totals are not used, as they count a file that was killed after its last assertion as good.
 */
export class TapReader {
  private readonly done: FileResult[] = [];
  private current: FileResult | undefined;
  /** Open subtests by depth; [0] is the file. */
  private readonly open = new Map<number, Subtest>();
  /** Indentation of the diagnosis being read, which may hold anything, "ok 1" too. */
  private diagnosis: string | undefined;
  /** Whether that diagnosis is of a failure that was counted. */
  private explaining = false;
  /** The file's own result was read; its diagnosis may follow. */
  private ending = false;
  private readonly finished: (result: FileResult) => void;

  constructor(finished: (result: FileResult) => void) {
    this.finished = finished;
  }

  /** Takes one line without its end. */
  push(line: string): void {
    if (this.diagnosis !== undefined) return this.readDiagnosis(line, this.diagnosis);
    const begin = /^( *)---$/.exec(line);
    if (begin) {
      this.diagnosis = begin[1] ?? '';
      return;
    }
    if (this.ending) this.close();
    const subtest = /^( *)# Subtest: (.*)$/.exec(line);
    if (subtest) return this.begin(depthOf(subtest[1]), subtest[2] ?? '');
    const comment = /^ *# (left out: .*)$/.exec(line);
    if (comment) this.current?.leftOut.push(comment[1] ?? '');
    const found = point.exec(line);
    if (found) this.readPoint(depthOf(found[1]), found[2] === 'ok', found[3] ?? '');
  }

  /** The results of all files that reported; call once after the last line. */
  end(): readonly FileResult[] {
    this.diagnosis = undefined;
    // A file that began and never ended: the runner was killed.
    if (this.current && !this.ending) this.fail(this.current, 0, 'ended without a result');
    this.close();
    return this.done;
  }

  private begin(depth: number, name: string): void {
    if (depth === 0) {
      this.open.clear();
      this.current = { file: name, passed: 0, failed: 0, leftOut: [], failures: [] };
    }
    this.open.set(depth, { name, failuresBefore: this.current?.failed ?? 0 });
  }

  private close(): void {
    const file = this.current;
    this.current = undefined;
    this.ending = false;
    if (!file) return;
    if (file.passed + file.failed + file.leftOut.length === 0) {
      file.failed = 1;
      file.failures.push(`${file.file}: holds no tests`);
    }
    this.done.push(file);
    this.finished(file);
  }

  private readPoint(depth: number, ok: boolean, text: string): void {
    const file = this.current;
    if (!file) return;
    this.explaining = false;
    const subtest = this.open.get(depth);
    this.open.delete(depth);
    if (subtest) {
      const silent = !ok && file.failed === subtest.failuresBefore && !/ # TODO\b/i.test(text);
      if (silent) this.fail(file, depth, depth === 0 ? 'the file failed as a whole' : text);
      if (depth === 0) this.ending = true;
      return;
    }
    if (depth === 0) return;
    const excuse = / # (SKIP|TODO)\b *(.*)$/i.exec(text);
    if (excuse) file.leftOut.push(`${this.place(depth)}${text}`);
    else if (ok) file.passed += 1;
    else this.fail(file, depth, text);
  }

  private fail(file: FileResult, depth: number, text: string): void {
    file.failed += 1;
    file.failures.push(`${file.file}: ${this.place(depth)}${text}`);
    this.explaining = true;
  }

  /** The names of the subtests around a point. */
  private place(depth: number): string {
    const around = [...this.open].filter(([at]) => at > 0 && at < depth).sort(([a], [b]) => a - b);
    return around.map(([, { name }]) => `${name} > `).join('');
  }

  private readDiagnosis(line: string, indent: string): void {
    if (line === `${indent}...`) {
      this.diagnosis = undefined;
      this.explaining = false;
    } else if (this.explaining && this.current) {
      const last = this.current.failures.length - 1;
      this.current.failures[last] += `\n    ${line.slice(indent.length)}`;
    }
  }
}

function depthOf(indent = ''): number {
  return indent.length / 4;
}
