/** Tells the one who waits that a fault has killed the agent. */
export interface Crashes {
  readonly happen: () => void;
  /** Resolves at the next crash. */
  readonly next: () => Promise<'crashed'>;
}

/** A bell for crashes. */
export function crashes(): Crashes {
  let ring: (() => void) | undefined;
  return {
    happen: () => ring?.(),
    next: () =>
      new Promise((resolve) => {
        ring = () => resolve('crashed');
      }),
  };
}
