import { nextAlarm, unset, dropImmediate } from './alarms.ts';
import { realWork } from './real-work.ts';
import { endRun, forget, type RunState, type QueuedImmediate } from './run-state.ts';
import { releaseSignals } from './signals.ts';
import type { SimEnd } from './sim-options.ts';
import { beat, unwatch, watch } from './watchdog/watchdog.ts';

/**
 * Drives a run until it ends. When time may move is the heart of it:
 *
 * 1. One callback fires per hop. A hop is one real `setImmediate`, before which Node drains all
 *    ticks and microtasks, so whatever the callback set off has run until each part of it waits.
 *    Each run hops by itself (Node drains between immediates, too, and takes all in one turn of
 *    its loop), so that the microtasks between two hops belong to one run.
 * 2. As in Node, all alarms of this instant come first, in order of creation, then the immediates
 *    that were in line; time stands still until neither is left.
 * 3. A hop in which an intercepted call was made is followed by another: something moved.
 * 4. Then the only thing that could still move by itself is real work on the thread pool (files,
 *    crypto, zlib, an import). While there is any, hop on. Results of jobs that patches know of
 *    are handed over now, in order of start, not when the threads happen to end. A pending `fetch`
 *    is no reason to wait: `options.fetch` runs under this very clock, so it waits on an alarm, or
 *    on real work, or for ever.
 * 5. Now all is parked, and time jumps to the next alarm. If the only alarms left are background sleeps, the
 *    scopes that are not finished are told that they are idle; if none is left at all, so is the
 *    run.
 */
export function pump(run: RunState, onEnd: (outcome: SimEnd<unknown>) => void): void {
  const state: PumpState = {
    run,
    onEnd,
    batch: [],
    batchAt: 0,
    seenSteps: -1,
    work: realWork(run),
  };
  watch(run.options.limits.stuckMs);
  hop(state);
}

interface PumpState {
  readonly run: RunState;
  readonly onEnd: (outcome: SimEnd<unknown>) => void;
  /** Immediates whose turn it is; `queueImmediate` collects the next ones. */
  batch: QueuedImmediate[];
  batchAt: number;
  seenSteps: number;
  readonly work: ReturnType<typeof realWork>;
}

const nextTurn = globalThis.setImmediate;
const afterMs = globalThis.setTimeout;
const settled = Promise.resolve();

/** Code of the run is only ever entered from a microtask; `inContext` in alarms.ts says why. */
function hop(state: PumpState): void {
  nextTurn(() => {
    beat();
    void settled.then(() => turn(state));
  });
}

function turn(state: PumpState): void {
  const { run } = state;
  if (run.outcome !== undefined) {
    unwatch();
    releaseSignals(run);
    forget(run);
    state.onEnd(run.outcome);
    return;
  }
  if (tellNews(state) || fireDue(state) || fireSoon(state)) return;
  if (state.seenSteps !== run.steps) {
    state.seenSteps = run.steps;
    hop(state);
    return;
  }
  if (handOverJob(state)) return;
  const waitMs = state.work();
  if (waitMs === 0) hop(state);
  else if (waitMs > 0) afterMs(hop, waitMs, state);
  else advance(state);
}

function tellNews(state: PumpState): boolean {
  const tell = state.run.news.shift();
  if (tell === undefined) return false;
  hop(state);
  tell();
  return true;
}

/** The hop is asked for first: a callback that never returns must not end the pump. */
function fireDue(state: PumpState): boolean {
  if (state.batchAt < state.batch.length) return false;
  const next = nextAlarm(state.run);
  if (next?.entry === undefined || next.entry.atMs > state.run.nowMs) return false;
  hop(state);
  state.run.clockReads = 0;
  unset(next);
  next.fire();
  return true;
}

function fireSoon(state: PumpState): boolean {
  const { run } = state;
  if (state.batchAt >= state.batch.length) {
    if (run.soon.length === 0) return false;
    state.batch = run.soon;
    state.batchAt = 0;
    run.soon = [];
  }
  while (state.batchAt < state.batch.length) {
    const next = state.batch[state.batchAt] as QueuedImmediate;
    state.batchAt += 1;
    if (!next.pending || next.scope.dead) continue;
    hop(state);
    run.clockReads = 0;
    dropImmediate(next);
    next.fire();
    return true;
  }
  return false;
}

function handOverJob(state: PumpState): boolean {
  const handOver = state.run.jobs[0]?.handOver;
  if (handOver === undefined) return false;
  state.run.jobs.shift();
  hop(state);
  handOver();
  return true;
}

function advance(state: PumpState): void {
  const { run } = state;
  if (run.waiting === 0 && run.watched.size > 0) {
    for (const scope of run.watched) scope.onStuck('idle');
    run.watched.clear();
    hop(state);
    return;
  }
  const atMs = nextAlarm(run)?.entry?.atMs;
  if (atMs !== undefined && atMs <= run.options.limits.virtualMs) {
    run.nowMs = Math.max(run.nowMs, atMs);
    turn(state);
    return;
  }
  hop(state);
  const idle = run.wasBlocked ? 'runaway' : 'idle';
  endRun(run, { how: 'hung', why: atMs === undefined ? idle : 'deadline' });
}
