/** What every bench gives back: figures that stand beside a floor or a peer of the same run. */
export interface BenchRow {
  name: string;
  value: number;
  unit: string;
  /** Name of the row that `ratio` compares with; null for that row itself. */
  ratioTo: string | null;
  ratio: number | null;
}

export interface BenchResult {
  bench: string;
  machine: { cores: number; memoryGiB: number; node: string; platform: string };
  rows: BenchRow[];
}

export interface BenchOptions {
  docs: number;
  /** Told what is going on, for whoever waits. */
  say: (line: string) => void;
}
