/** Runs tasks, so many at a time at most: Azure throttles whoever asks for everything at once. */
export type Bounded = <Value>(task: () => Promise<Value>) => Promise<Value>;

/** A bound that all tasks given to it share. A task must not wait for another one of the same bound. */
export function boundedTo(most: number): Bounded {
  const waiting: (() => void)[] = [];
  let free = most;
  return async (task) => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
