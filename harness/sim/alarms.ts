import { crash, type Alarm, type RunState, type ScopeState, type Soon } from './run-state.ts';

/** An alarm that has not been set: `fire` is called `delayMs` after `set`. */
export function alarm(
  scope: ScopeState,
  delayMs: number,
  fire: () => void,
  vigil: boolean = false,
): Alarm {
  return { scope, delayMs, fire, vigil, entry: undefined };
}

/** Puts an alarm into its run's queue, anew if it was there; one of a dead scope never fires. */
export function set(it: Alarm): void {
  unset(it);
  if (it.scope.dead) return;
  const run = it.scope.run;
  it.entry = { atMs: run.nowMs + it.delayMs, born: run.born, alarm: it };
  run.born += 1;
  run.alarms.push(it.entry);
  if (!it.vigil) count(it.scope, 1);
}

/** Takes an alarm out of the queue; nothing happens where it is not in it. */
export function unset(it: Alarm): void {
  if (it.entry === undefined) return;
  it.entry = undefined;
  if (!it.vigil && !it.scope.dead) count(it.scope, -1);
}

/** The next alarm that will fire, left in the queue. */
export function nextAlarm(run: RunState): Alarm | undefined {
  for (;;) {
    const entry = run.alarms.peek();
    if (entry === undefined) return undefined;
    if (entry.alarm.entry === entry && !entry.alarm.scope.dead) return entry.alarm;
    run.alarms.pop();
  }
}

/** Puts an immediate at the end of its run's line. */
export function soon(scope: ScopeState, fire: () => void): Soon {
  const it: Soon = { scope, fire, pending: !scope.dead };
  if (it.pending) {
    scope.run.soon.push(it);
    count(scope, 1);
  }
  return it;
}

/** Takes an immediate out of the line. */
export function unsetSoon(it: Soon): void {
  if (!it.pending) return;
  it.pending = false;
  if (!it.scope.dead) count(it.scope, -1);
}

/**
 * A function that calls `callback` in the async context of now, from a microtask. What it throws
 * ends the scope, as it would end a process. A promise carries the context at a tenth of the cost
 * of `AsyncLocalStorage.snapshot()`; and only from a microtask can the watchdog throw out code
 * that never returns: under the frames of a real timer that would abort the process. (So ticks
 * that the callback asks for come after its microtasks, as after any `await`.)
 */
export function later(scope: ScopeState, callback: () => void): () => void {
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
}
