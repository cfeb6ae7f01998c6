/** Virtual time: a heap of events; between two events all promises that can settle do settle. */
export class Scheduler {
  now = 0;
  private heap: { at: number; n: number; run: () => void }[] = [];
  private n = 0;

  /** Runs `run` after `ms` of virtual time; equal times in the order they were asked for. */
  after(ms: number, run: () => void): void {
    this.n += 1;
    this.push({ at: this.now + Math.max(0, ms), n: this.n, run });
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Lets `ms` of virtual time pass. */
  async pass(ms: number): Promise<void> {
    const until = this.now + ms;
    for (;;) {
      await settle();
      const next = this.heap[0];
      if (!next || next.at > until) break;
      this.pop();
      this.now = next.at;
      next.run();
    }
    this.now = until;
  }

  private before(a: number, b: number): boolean {
    const x = this.heap[a];
    const y = this.heap[b];
    return x !== undefined && y !== undefined && (x.at < y.at || (x.at === y.at && x.n < y.n));
  }

  private swap(a: number, b: number): void {
    const x = this.heap[a];
    const y = this.heap[b];
    if (!x || !y) return;
    this.heap[a] = y;
    this.heap[b] = x;
  }

  private push(event: { at: number; n: number; run: () => void }): void {
    let i = this.heap.push(event) - 1;
    while (i > 0 && this.before(i, (i - 1) >> 1)) {
      this.swap(i, (i - 1) >> 1);
      i = (i - 1) >> 1;
    }
  }

  private pop(): void {
    const last = this.heap.pop();
    if (!last || this.heap.length === 0) return;
    this.heap[0] = last;
    let i = 0;
    for (;;) {
      let least = i;
      if (this.before(2 * i + 1, least)) least = 2 * i + 1;
      if (this.before(2 * i + 2, least)) least = 2 * i + 2;
      if (least === i) return;
      this.swap(i, least);
      i = least;
    }
  }
}

/** All microtasks run before the next macrotask. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
