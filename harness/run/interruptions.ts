/** What ends an attempt at a task from outside: a fault killed the agent, or it called too often. */
export type Interruption = 'crashed' | 'runaway';

/** Tells the one who waits that the attempt under way is over. */
export interface Interruptions {
  readonly happen: (what: Interruption) => void;
  /** Resolves at the next one. */
  readonly next: () => Promise<Interruption>;
  /** The caller no longer wants the task; its attempt is not over by that. */
  readonly withdraw: (task: string) => void;
  /** Tells the attempt under way that its task is withdrawn. */
  readonly onWithdrawn: (hear: (task: string) => void) => void;
}

/** Nothing has interrupted yet. */
export function interruptions(): Interruptions {
  let ring: ((what: Interruption) => void) | undefined;
  let withdrawn: ((task: string) => void) | undefined;
  return {
    happen: (what) => ring?.(what),
    next: () =>
      new Promise((resolve) => {
        ring = resolve;
      }),
    withdraw: (task) => withdrawn?.(task),
    onWithdrawn: (hear) => {
      withdrawn = hear;
    },
  };
}
