import type { Progress } from './import-file.ts';
import type { Lang } from './refusal-report.ts';

/** Shows how far an import is. */
export interface ProgressView {
  show(progress: Progress): void;
  stop(): void;
}

/** A progress bar of cli-progress, as far as it is used here. */
export interface Bar {
  start(total: number, value: number, payload: object): void;
  update(value: number, payload: object): void;
  stop(): void;
}

/** How the bar looks; numbers are bytes, as how many rows there are is not known before the end. */
export const BAR_FORMAT = ' {bar} {percentage}%  {rows}  {rate}';

/** Plain lines come this often, ms: they go to logs. */
const LINE_EVERY = 5_000;

const words: Readonly<Record<Lang, (rows: number, perSecond: number) => [string, string]>> = {
  zh: (rows, perSecond) => [`${rows} 行`, `${perSecond} 行/秒`],
  en: (rows, perSecond) => [`${rows} rows`, `${perSecond} rows/s`],
};

/** `now` is a clock in ms. */
export function progressView(options: {
  lang: Lang;
  now: () => number;
  /** Null where nobody watches: plain lines then. */
  bar: Bar | null;
  write: (line: string) => void;
}): ProgressView {
  const { lang, now, bar, write } = options;
  const startedAt = now();
  let lineAt = startedAt;
  let started = false;
  return {
    show({ bytes, totalBytes, rows }) {
      const perSecond = Math.round((rows * 1000) / Math.max(1, now() - startedAt));
      const [count, rate] = words[lang](rows, perSecond);
      if (bar) {
        if (!started) bar.start(totalBytes, 0, { rows: count, rate });
        started = true;
        bar.update(bytes, { rows: count, rate });
      } else if (now() - lineAt >= LINE_EVERY) {
        lineAt = now();
        const percent = Math.floor((bytes * 100) / Math.max(1, totalBytes));
        write(`${percent}%  ${count}  ${rate}\n`);
      }
    },
    stop() {
      if (started) bar?.stop();
    },
  };
}
