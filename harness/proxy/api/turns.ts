/** Runs tasks one at a time, in order of arrival; a task that fails delays no other. */
export type Turns = <T>(task: () => Promise<T>) => Promise<T>;

/** Makes a queue of turns. */
export function takeTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const done = last.then(task);
    last = done.catch(() => {});
    return done;
  };
}
