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
  type RunState,
  type ScopeState,
} from './run-state.ts';
import type { SimEnd, SimLimits, SimOptions } from './sim-options.ts';

export type { SimEnd, SimLimits, SimOptions } from './sim-options.ts';

/** What the orchestrator of a run may do. */
export interface SimControls {
  /** Virtual time since the run opened. */
  readonly clock: Clock;
  /**
   * A sleep of the harness's own: like `clock.sleep`, but while only vigils are left the run
   * counts as idle.
   */
  readonly vigil: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Opens a scope; `steps` limits its intercepted calls, apart from the run's own limit. */
  readonly scope: (limits?: { readonly steps?: number }) => SimScope;
}

/** A simulated process inside a run. */
export interface SimScope {
  /**
   * Runs `fn` so that all it starts (timers, fetches, what follows its promises) belongs here. What it
   * promises never settles once this is dead.
   */
  readonly run: <T>(fn: () => T) => T;
  /** Ends it as a process dies: no timer of it fires again, no fetch or sleep of it settles. */
  readonly kill: () => void;
  /**
   * Settles only if it gets stuck: `idle` when nothing but vigils is left to wait for in the whole
   * run, `runaway` when it took more steps than its limit or blocked the event loop (then it is
   * killed).
   */
  readonly stuck: Promise<'idle' | 'runaway'>;
  /**
   * Settles only if an error escaped where nobody could catch it (a rejection nobody handled, a
   * throw in a timer): with that error. A real process would have died of it: the scope is killed.
   */
  readonly crashed: Promise<unknown>;
  /** Its work is done: nobody asks any more whether it is idle. */
  readonly finish: () => void;
}

/**
 * Runs `main` under virtual time until it settles or hangs; what it left running is killed then.
 * Many runs may go on at once. Rejects only for options that make no sense.
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
    vigil: (ms, signal) => sleep(run, ms, true, signal),
    scope: (limits) => openScope(run, limits?.steps ?? Infinity),
  };
}

function sleep(run: RunState, ms: number, vigil: boolean, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      unset(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    // Not clamped to 2^31 - 1 as a user's timer is, for that turns a long sleep into none.
    const timer = alarm(run.root, Math.max(0, Math.ceil(ms)) || 0, done, vigil);
    set(timer);
    signal?.addEventListener('abort', done, { once: true });
  });
}

function openScope(run: RunState, maxSteps: number): SimScope {
  const stuck = Promise.withResolvers<'idle' | 'runaway'>();
  const crashed = Promise.withResolvers<unknown>();
  const state: ScopeState = {
    ...newScope(run, run.scopes.length + 1, maxSteps),
    onStuck: stuck.resolve,
    onCrash: crashed.resolve,
  };
  run.scopes.push(state);
  run.watched.add(state);
  return {
    run: (fn) => whileAlive(state, here.run(state, fn)),
    kill: () => kill(state),
    stuck: stuck.promise,
    crashed: crashed.promise,
    finish: () => void run.watched.delete(state),
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
