import type { Leaving } from '../model/call.ts';
import { HarnessError } from '../model/error.ts';
import type { Clock } from '../model/clock.ts';
import { alarm, set, unset } from './alarms.ts';
import { arrival } from './arrival.ts';
import { promiseInTurn } from './jobs.ts';
import { install } from './patches/patches.ts';
import { pump } from './pump.ts';
import {
  endRun,
  here,
  kill,
  newScope,
  openRun,
  release,
  type Alarm,
  type RunState,
  type ScopeState,
} from './run-state.ts';
import type { SimEnd, SimLimits, SimOptions } from './sim-options.ts';

export type { SimEnd, SimLimits, SimOptions } from './sim-options.ts';

/** The controls of a simulated run. */
export interface SimControls {
  /** The virtual clock; 0 is the start of the run. */
  readonly clock: Clock;
  /**
   * A sleep of the harness: like `clock.sleep`, but a run that waits only for background sleeps
   * counts as idle.
   */
  readonly backgroundSleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Rings once after such a sleep; returns what takes it back. `ring` runs no code of the agent. */
  readonly backgroundAlarm: (ms: number, ring: () => void) => () => void;
  /** Opens a scope; `steps` limits its intercepted calls, apart from the run's own limit. */
  readonly scope: (limits?: { readonly steps?: number }) => SimScope;
}

/** A simulated process inside a run. */
export interface SimScope {
  /**
   * Runs `fn` in the scope: its timers, fetches and promise callbacks belong to the scope, and
   * never settle once the scope is dead.
   */
  readonly run: <T>(fn: () => T) => T;
  /**
   * Kills the scope as a process dies: its timers never fire, its fetches and sleeps never settle.
   */
  readonly kill: () => void;
  /**
   * Resolves if the scope is stuck: `idle` when the whole run waits for nothing but background
   * sleeps, `runaway` when the scope exceeded its steps or blocked the event loop (it is then
   * killed).
   */
  readonly stuck: Promise<'idle' | 'runaway'>;
  /**
   * Resolves with an uncaught error (an unhandled rejection, a throw in a timer), which would have
   * ended a process; the scope is killed.
   */
  readonly crashed: Promise<unknown>;
  /** Marks the scope's work as done; it is no longer reported as idle. */
  readonly finish: () => void;
}

/**
 * Runs `main` under virtual time until it settles or hangs, then kills what it left running. Many
 * runs may be active at once. Rejects only for invalid options.
 */
export async function simulate<T>(
  options: SimOptions,
  main: (sim: SimControls) => Promise<T>,
): Promise<SimEnd<T>> {
  checkLimits(options.limits);
  install();
  const end = new Promise<SimEnd<T>>((resolve) => {
    const run = openRun(options);
    run.news.push(() => begin(run, main));
    pump(run, resolve as (outcome: SimEnd<unknown>) => void);
  });
  const outer = here.getStore();
  return outer === undefined ? end : promiseInTurn(outer, end);
}

function begin(run: RunState, main: (sim: SimControls) => Promise<unknown>): void {
  here
    .run(run.root, async () => await main(controls(run)))
    .then(
      (value) => endRun(run, { how: 'done', value }),
      (error: unknown) => endRun(run, { how: 'failed', error }),
    );
}

function controls(run: RunState): SimControls {
  return {
    clock: { nowMs: () => run.nowMs, sleep: (ms, signal) => sleep(run, ms, false, signal) },
    backgroundSleep: (ms, signal) => sleep(run, ms, true, signal),
    backgroundAlarm: (ms, ring) => {
      const timer = sleepAlarm(run, ms, ring, true);
      return () => unset(timer);
    },
    scope: (limits) => openScope(run, limits?.steps ?? Infinity),
  };
}

function sleep(
  run: RunState,
  ms: number,
  backgroundSleep: boolean,
  signal?: Leaving,
): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      unset(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = sleepAlarm(run, ms, done, backgroundSleep);
    signal?.addEventListener('abort', done, { once: true });
  });
}

function sleepAlarm(run: RunState, ms: number, ring: () => void, isBackground: boolean): Alarm {
  // Not clamped to 2^31 - 1 as a user's timer is, for that turns a long sleep into none.
  const timer = alarm(run.root, Math.max(0, Math.ceil(ms)) || 0, ring, isBackground);
  set(timer);
  return timer;
}

function openScope(run: RunState, maxSteps: number): SimScope {
  const stuck = Promise.withResolvers<'idle' | 'runaway'>();
  const crashed = Promise.withResolvers<unknown>();
  const state: ScopeState = {
    ...newScope(run, (run.opened += 1), maxSteps),
    onStuck: stuck.resolve,
    onCrash: crashed.resolve,
  };
  run.scopes.add(state);
  run.watched.add(state);
  return {
    run: (fn) => whileAlive(state, here.run(state, fn)),
    kill: () => kill(state),
    stuck: stuck.promise,
    crashed: crashed.promise,
    finish: () => {
      run.watched.delete(state);
      state.finished = true;
      release(state);
    },
  };
}

function whileAlive<T>(state: ScopeState, result: T): T {
  if (!(result instanceof Promise)) return result;
  return arrival<unknown, unknown>(result, state, undefined, (value) => value) as T;
}

function checkLimits(limits: SimLimits): void {
  for (const [name, value] of Object.entries(limits)) {
    if (value > 0) continue;
    throw new HarnessError('bad-argument', {
      expected: `a limit above 0 for ${name}`,
      got: String(value),
      fix: 'Leave the limit out to have the default, or give a larger one.',
    });
  }
}
