/** What ends an attempt at a task from outside: a fault killed the agent, or it called too often. */
export type Interruption = 'crashed' | 'runaway';

/** What an attempt is told. */
export interface Hearing {
  readonly interrupted: (what: Interruption) => void;
  /** The caller no longer wants the task; the attempt is not over by that. */
  readonly withdrawn: () => void;
}

/** Tells those who wait that the attempts under way are over. */
export interface Interruptions {
  /** The agent died: every attempt under way hears it; false where none is. */
  readonly crash: () => boolean;
  /** A task makes calls without end. */
  readonly runaway: (task: string) => void;
  /** A task is no longer wanted; false where no attempt at it is under way. */
  readonly withdraw: (task: string) => boolean;
  /** Hears of an attempt at a task until the returned function is called. */
  readonly listen: (task: string, hearing: Hearing) => () => void;
}

/** Nothing has interrupted yet. */
export function interruptions(): Interruptions {
  const open = new Map<string, Hearing>();
  return {
    crash: () => {
      for (const hearing of open.values()) hearing.interrupted('crashed');
      return open.size > 0;
    },
    runaway: (task) => open.get(task)?.interrupted('runaway'),
    withdraw: (task) => {
      open.get(task)?.withdrawn();
      return open.has(task);
    },
    listen: (task, hearing) => {
      open.set(task, hearing);
      return () => void open.delete(task);
    },
  };
}
