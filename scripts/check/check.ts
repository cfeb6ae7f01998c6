/** What one check found. `summary` is half a line ("61 files"); `detail` is shown only when it failed. */
export interface Outcome {
  passed: boolean;
  summary: string;
  detail: string;
}

/** One line of `pnpm check`. `run` gets the workspace's root and must not write into it. */
export interface Check {
  name: string;
  run: (root: string) => Promise<Outcome>;
}

export const passed = (summary: string): Outcome => ({ passed: true, summary, detail: '' });

export const failed = (summary: string, detail: string): Outcome => ({
  passed: false,
  summary,
  detail,
});

/** Faults to an outcome: none is a pass. */
export function fromFaults(faults: readonly string[], seen: string): Outcome {
  return faults.length === 0
    ? passed(seen)
    : failed(`${faults.length} found in ${seen}`, faults.join('\n'));
}
