import { AsyncLocalStorage } from 'node:async_hooks';
import { draws, type Draw } from '../model/random.ts';
import { heap, type Heap } from './heap.ts';
import type { SimEnd, SimOptions } from './sim-options.ts';

/** Something that fires at a virtual time; `entry` is its place in the queue while it waits. */
export interface Alarm {
  readonly scope: ScopeState;
  /** A sleep of the harness's own: it fires like any other, but nobody counts as waiting for it. */
  readonly vigil: boolean;
  readonly delayMs: number;
  fire: () => void;
  entry: AlarmEntry | undefined;
}

/** A place in the queue; stale once its alarm holds another entry, or none. */
export interface AlarmEntry {
  readonly atMs: number;
  /** Order of creation, which decides between alarms of the same instant. */
  readonly born: number;
  readonly alarm: Alarm;
}

/** A `setImmediate` that waits for its turn. */
export interface Soon {
  readonly scope: ScopeState;
  readonly fire: () => void;
  pending: boolean;
}

/** Work on the thread pool. */
export interface ThreadJob {
  /** Gives the result to whoever waits for it; set once there is one. */
  handOver: (() => void) | undefined;
}

/** A worker thread or child process: it works in real time. */
export interface Outsider {
  /**
   * Whether an answer of it is still to come, as far as can be told; `nowMs` is real. One that is
   * silent for `patienceMs` is taken to have nothing to say.
   */
  readonly isAtWork: (nowMs: number, patienceMs: number) => boolean;
}

/** All that changes in one run. */
export interface RunState {
  readonly options: SimOptions;
  readonly root: ScopeState;
  readonly alarms: Heap<AlarmEntry>;
  soon: Soon[];
  /** Every scope but the root. */
  readonly scopes: ScopeState[];
  /** Scopes that somebody watches for being stuck. */
  readonly watched: Set<ScopeState>;
  nowMs: number;
  born: number;
  steps: number;
  /** Alarms and immediates of living scopes that are not vigils. */
  waiting: number;
  /** Jobs on the thread pool that this run has started through a patch, in that order. */
  readonly jobs: ThreadJob[];
  /** Worker threads that this run has started or told something, and child processes it has started. */
  readonly outsiders: Set<Outsider>;
  /** What takes off the listeners that the harness has on signals for this run. */
  readonly listening: Set<() => void>;
  /** Signals that `AbortSignal.any` has made in this run. */
  readonly composites: WeakRef<AbortSignal>[];
  /** Reads of the clock since something last fired. */
  clockReads: number;
  /** Whether the watchdog had to break into it. */
  wasBlocked: boolean;
  /**
   * What the pump is to tell in its next hop. Told at once it could be lost: if the code that runs
   * now never returns, the watchdog drops all microtasks that are queued.
   */
  readonly news: (() => void)[];
  /** Set once it has ended; for the pump to hand over, as the news. */
  outcome: SimEnd<unknown> | undefined;
}

/** One simulated process within a run: what it starts dies with it. */
export interface ScopeState {
  readonly run: RunState;
  /** 0 is the root. */
  readonly number: number;
  readonly maxSteps: number;
  /** Its stream of random draws, once it was asked for. */
  draw: Draw | undefined;
  steps: number;
  waiting: number;
  dead: boolean;
  /** Whether it died of running on without a pause. */
  ranAway: boolean;
  readonly onStuck: (why: 'idle' | 'runaway') => void;
  readonly onCrash: (error: unknown) => void;
}

/** The scope whose code is running; undefined outside every run. */
export const here: AsyncLocalStorage<ScopeState> = new AsyncLocalStorage<ScopeState>();

/** The state of a run that has not begun. */
export function openRun(options: SimOptions): RunState {
  const run: Omit<RunState, 'root'> & { root?: ScopeState } = {
    options,
    alarms: heap<AlarmEntry>(isEarlier),
    soon: [],
    scopes: [],
    watched: new Set(),
    nowMs: 0,
    born: 0,
    steps: 0,
    waiting: 0,
    jobs: [],
    outsiders: new Set(),
    listening: new Set(),
    composites: [],
    clockReads: 0,
    wasBlocked: false,
    news: [],
    outcome: undefined,
  };
  const root: ScopeState = {
    ...newScope(run as RunState, 0, Infinity),
    onStuck: (why) => endRun(run as RunState, { how: 'hung', why }),
    onCrash: (error) => endRun(run as RunState, { how: 'failed', error }),
  };
  run.root = root;
  return run as RunState;
}

/** Ends a run and kills all its scopes; only the first call counts. */
export function endRun(run: RunState, outcome: SimEnd<unknown>): void {
  if (run.outcome !== undefined) return;
  run.outcome = outcome;
  kill(run.root);
  for (const scope of run.scopes) kill(scope);
  run.alarms.clear();
  run.soon.length = 0;
}

/** The state of a scope that has done nothing yet. */
export function newScope(
  run: RunState,
  number: number,
  maxSteps: number,
): Omit<ScopeState, 'onStuck' | 'onCrash'> {
  return {
    run,
    number,
    maxSteps,
    draw: undefined,
    steps: 0,
    waiting: 0,
    dead: false,
    ranAway: false,
  };
}

/** The next number in [0, 1) of the scope's own stream: what other scopes draw cannot shift it. */
export function drawIn(scope: ScopeState): number {
  scope.draw ??= draws(scope.run.options.seed, 'sim', scope.number);
  return scope.draw();
}

/**
 * Counts one intercepted call; past a limit the scope, or the whole run, is a runaway. A runaway that
 * goes on all the same is thrown out of its loop.
 */
export function step(scope: ScopeState): void {
  if (scope.dead) {
    if (scope.ranAway) throw new Error('brownout: it ran on without a pause, and was ended');
    return;
  }
  const run = scope.run;
  scope.steps += 1;
  run.steps += 1;
  if (scope.steps > scope.maxSteps) runAway(scope);
  if (run.steps > run.options.limits.steps) endRun(run, { how: 'hung', why: 'runaway' });
}

/** Ends a scope: none of its alarms fires again, nothing it waits for settles. */
export function kill(scope: ScopeState): void {
  if (scope.dead) return;
  scope.dead = true;
  scope.run.waiting -= scope.waiting;
  scope.waiting = 0;
  scope.run.watched.delete(scope);
}

/** Kills a scope that ran without end, and tells whoever watches it. */
export function runAway(scope: ScopeState): void {
  if (scope.dead) return;
  kill(scope);
  scope.ranAway = true;
  scope.run.news.push(() => scope.onStuck('runaway'));
}

/** Kills a scope that threw where nobody could catch it, as Node ends a process. */
export function crash(scope: ScopeState, error: unknown): void {
  if (scope.dead) return;
  kill(scope);
  scope.run.news.push(() => scope.onCrash(error));
}

function isEarlier(a: AlarmEntry, b: AlarmEntry): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.born < b.born);
}
