/** So many things at a time: others wait their turn, and throw what `signal` says once it aborts. */
export type Slots = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/** `most` slots, all free. */
export function slots(most: number): Slots {
  let free = most;
  const waiting: (() => void)[] = [];

  async function take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (free > 0) {
      free -= 1;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const begin = () => {
      signal.removeEventListener('abort', leave);
      resolve();
    };
    const leave = () => {
      waiting.splice(waiting.indexOf(begin), 1);
      reject(signal.reason as Error);
    };
    waiting.push(begin);
    signal.addEventListener('abort', leave, { once: true });
    await promise;
  }

  return async (work, signal) => {
    await take(signal);
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
