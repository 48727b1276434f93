/** Lets tasks in one at a time, in the order in which they came; one that fails holds up none. */
export type Turns = <T>(task: () => Promise<T>) => Promise<T>;

/** A queue of its own. */
export function takeTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const done = last.then(task);
    last = done.catch(() => {});
    return done;
  };
}
