import {
  crash,
  type Alarm,
  type RunState,
  type ScopeState,
  type QueuedImmediate,
  release,
} from './run-state.ts';

/** Makes an alarm that is not set: `fire` is called `delayMs` after `set`. */
export function alarm(
  scope: ScopeState,
  delayMs: number,
  fire: () => void,
  isBackground: boolean = false,
): Alarm {
  return { scope, delayMs, fire, isBackground, entry: undefined };
}

/** Puts an alarm into its run's queue, or moves it there; alarms of a dead scope never fire. */
export function set(it: Alarm): void {
  unset(it);
  if (it.scope.dead) return;
  const run = it.scope.run;
  it.entry = { atMs: run.nowMs + it.delayMs, born: run.born, alarm: it };
  run.born += 1;
  run.alarms.push(it.entry);
  if (!it.isBackground) count(it.scope, 1);
}

/** Removes an alarm from the queue, if it is there. */
export function unset(it: Alarm): void {
  if (it.entry === undefined) return;
  // The entry stays in the queue until its time, or until most are stale; what waited does not.
  it.entry.alarm = undefined;
  it.entry = undefined;
  const { run } = it.scope;
  run.stale += 1;
  if (run.stale > fewestStale && run.stale > run.alarms.size() / 2) {
    run.alarms.keep(({ alarm }) => alarm !== undefined);
    run.stale = 0;
  }
  if (!it.isBackground && !it.scope.dead) count(it.scope, -1);
}

/** Returns the next alarm to fire, without removing it. */
export function nextAlarm(run: RunState): Alarm | undefined {
  for (;;) {
    const entry = run.alarms.peek();
    if (entry === undefined) return undefined;
    if (entry.alarm && !entry.alarm.scope.dead) return entry.alarm;
    run.alarms.pop();
    if (!entry.alarm) run.stale -= 1;
  }
}

/** So few stale entries are not worth a look at all of them. */
const fewestStale = 1_000;

/** Adds an immediate to the end of its run's queue. */
export function queueImmediate(scope: ScopeState, fire: () => void): QueuedImmediate {
  const it: QueuedImmediate = { scope, fire, pending: !scope.dead };
  if (it.pending) {
    scope.run.soon.push(it);
    count(scope, 1);
  }
  return it;
}

/** Removes an immediate from the queue. */
export function dropImmediate(it: QueuedImmediate): void {
  if (!it.pending) return;
  it.pending = false;
  if (!it.scope.dead) count(it.scope, -1);
}

/**
 * Makes a function that calls `callback` in the current async context, from a microtask. An error
 * it throws ends the scope, as it would end a process. A promise carries the context at a tenth of
 * the cost of `AsyncLocalStorage.snapshot()`; and only in a microtask can the watchdog end code
 * that never returns: under the frames of a real timer that would abort the process. (So ticks that
 * the callback queues run after its microtasks, as after any `await`.)
 */
export function inContext(scope: ScopeState, callback: () => void): () => void {
  let fire!: () => void;
  void new Promise<void>((resolve) => {
    fire = resolve;
  }).then(() => {
    if (scope.dead) return;
    try {
      callback();
    } catch (error) {
      crash(scope, error);
    }
  });
  return fire;
}

function count(scope: ScopeState, by: 1 | -1): void {
  scope.waiting += by;
  scope.run.waiting += by;
  release(scope);
}
