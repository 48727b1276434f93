import { AsyncLocalStorage } from 'node:async_hooks';
import { draws, type Draw } from '../model/random.ts';
import { heap, type Heap } from './heap.ts';
import type { SimEnd, SimOptions } from './sim-options.ts';

/** A timer of virtual time; `entry` is its place in the queue while it is set. */
export interface Alarm {
  readonly scope: ScopeState;
  /**
   * Whether it is a background sleep: it fires like any alarm, but nothing counts as waiting for
   * it.
   */
  readonly isBackground: boolean;
  readonly delayMs: number;
  fire: () => void;
  entry: AlarmEntry | undefined;
}

/** A place in the queue; stale when it has no alarm. */
export interface AlarmEntry {
  readonly atMs: number;
  /** The order of creation, which orders alarms of the same instant. */
  readonly born: number;
  alarm: Alarm | undefined;
}

/** A queued `setImmediate`. */
export interface QueuedImmediate {
  readonly scope: ScopeState;
  readonly fire: () => void;
  pending: boolean;
}

/** Work on the thread pool. */
export interface ThreadJob {
  /** Hands over the result; set once there is one. */
  handOver: (() => void) | undefined;
}

/** A worker thread or child process, which works in real time. */
export interface ExternalWorker {
  /**
   * Whether the worker probably still has something to send; `nowMs` is real time. One that is
   * silent for `patienceMs` counts as done.
   */
  readonly isAtWork: (nowMs: number, patienceMs: number) => boolean;
}

/** The mutable state of a run. */
export interface RunState {
  readonly options: Omit<SimOptions, 'fetch'>;
  /** Answers the fetches of the run; none once it is over. */
  fetch: SimOptions['fetch'];
  readonly root: ScopeState;
  readonly alarms: Heap<AlarmEntry>;
  /** How many of their entries are stale. */
  stale: number;
  soon: QueuedImmediate[];
  /** The scopes, except the root, that are not finished or have something to wait for. */
  readonly scopes: Set<ScopeState>;
  /** How many scopes have been opened. */
  opened: number;
  /** The scopes whose `stuck` is watched. */
  readonly watched: Set<ScopeState>;
  nowMs: number;
  born: number;
  steps: number;
  /** Alarms and immediates of living scopes that are not background sleeps. */
  waiting: number;
  /** The run's jobs on the thread pool that patches know, in order of start. */
  readonly jobs: ThreadJob[];
  /** The worker threads and child processes that this run has started or messaged. */
  readonly externalWorkers: Set<ExternalWorker>;
  /** The functions that remove the harness's listeners on signals for this run. */
  readonly listening: Set<() => void>;
  /** The signals that `AbortSignal.any` made in this run. */
  readonly composites: WeakRef<AbortSignal>[];
  /** The reads of the clock since the last event. */
  clockReads: number;
  /** Whether the watchdog interrupted the run. */
  wasBlocked: boolean;
  /**
   * Notifications for the pump's next hop. Sent at once they could be lost: if the running code
   * never returns, the watchdog drops all queued microtasks.
   */
  readonly news: (() => void)[];
  /** The end of the run, once it has ended. */
  outcome: SimEnd<unknown> | undefined;
}

/** A simulated process in a run: what it starts dies with it. */
export interface ScopeState {
  readonly run: RunState;
  /** The number of the scope; 0 is the root. */
  readonly number: number;
  readonly maxSteps: number;
  /** The scope's random draws, once used. */
  draw: Draw | undefined;
  steps: number;
  waiting: number;
  dead: boolean;
  /** Whether its work is done: nobody asks any more whether it is stuck. */
  finished: boolean;
  /** Whether the scope was killed as a runaway. */
  ranAway: boolean;
  readonly onStuck: (why: 'idle' | 'runaway') => void;
  readonly onCrash: (error: unknown) => void;
}

/** The scope whose code is running; undefined outside every run. */
export const here: AsyncLocalStorage<ScopeState> = new AsyncLocalStorage<ScopeState>();

/** Makes the state of a new run. */
export function openRun({ fetch, ...options }: SimOptions): RunState {
  const run: Omit<RunState, 'root'> & { root?: ScopeState } = {
    options,
    fetch,
    alarms: heap<AlarmEntry>(isEarlier),
    stale: 0,
    soon: [],
    scopes: new Set(),
    opened: 0,
    watched: new Set(),
    nowMs: 0,
    born: 0,
    steps: 0,
    waiting: 0,
    jobs: [],
    externalWorkers: new Set(),
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

/** Forgets a scope that is finished and waits for nothing: a run may open any number of them. */
export function release(scope: ScopeState): void {
  if (scope.finished && scope.waiting === 0) scope.run.scopes.delete(scope);
}

/** Ends a run, and kills all its scopes; further calls do nothing. */
export function endRun(run: RunState, outcome: SimEnd<unknown>): void {
  if (run.outcome !== undefined) return;
  run.outcome = outcome;
  kill(run.root);
  for (const scope of run.scopes) kill(scope);
  run.alarms.clear();
  run.soon.length = 0;
}

/**
 * Lets go of what an ended run leads to. V8 keeps a function that is assigned to a property, and all
 * it sees, until it next marks the heap: so the `openai` client keeps every response.
 */
export function forget(run: RunState): void {
  run.fetch = unanswered;
  run.scopes.clear();
}

function unanswered(): Promise<never> {
  return new Promise(() => {});
}

/** Makes the state of a new scope. */
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
    finished: false,
    ranAway: false,
  };
}

/** Returns the scope's next random number in [0, 1); draws of other scopes do not shift it. */
export function drawIn(scope: ScopeState): number {
  scope.draw ??= draws(scope.run.options.seed, 'sim', scope.number);
  return scope.draw();
}

/**
 * Counts an intercepted call; beyond the limit the scope or the run is a runaway, and is
 * interrupted if it goes on.
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

/** Kills a scope: its alarms never fire, and what it waits for never settles. */
export function kill(scope: ScopeState): void {
  if (scope.dead) return;
  scope.dead = true;
  scope.run.waiting -= scope.waiting;
  scope.waiting = 0;
  scope.run.watched.delete(scope);
}

/** Kills a runaway scope, and resolves its `stuck`. */
export function runAway(scope: ScopeState): void {
  if (scope.dead) return;
  kill(scope);
  scope.ranAway = true;
  scope.run.news.push(() => scope.onStuck('runaway'));
}

/** Kills a scope with an uncaught error, as Node ends a process. */
export function crash(scope: ScopeState, error: unknown): void {
  if (scope.dead) return;
  kill(scope);
  scope.run.news.push(() => scope.onCrash(error));
}

function isEarlier(a: AlarmEntry, b: AlarmEntry): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.born < b.born);
}
