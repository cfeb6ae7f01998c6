/** The real clock. A sleep never keeps a process alive that has nothing else to do. */
export const systemClock = {
  now: (): number => Date.now(),
  sleep: (ms: number): Promise<void> =>
    new Promise((resolve) => {
      // A longer delay than 2^31-1 ms would fire at once.
      setTimeout(resolve, Math.min(ms, 2 ** 31 - 1)).unref();
    }),
};
