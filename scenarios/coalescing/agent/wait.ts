/** Resolves after `ms`; throws what `signal` says once it aborts. */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  const pause = Promise.withResolvers<void>();
  const timer = setTimeout(pause.resolve, ms);
  try {
    await unlessAborted(pause.promise, signal);
  } finally {
    clearTimeout(timer);
  }
}

/** What `work` comes to, unless `signal` aborts before: then it throws what that says. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const leave = () => reject(signal.reason as Error);
  signal.addEventListener('abort', leave);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
