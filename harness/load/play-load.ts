import { ask, demandNoTrouble } from '../run/task/ask.ts';
import { arm, disarm, settle, type Playing } from '../run/perform.ts';
import type { LoadFold } from './counts/fold.ts';
import type { Arrival, TimedPhase } from './schedule.ts';
import type { TaskSorter } from './tasks/task-sorter.ts';

/** What is played, and who counts it. */
export interface LoadPlay {
  /** The next phase, asked for when the last one is over; null where there is none. */
  readonly next: () => TimedPhase | null;
  /** The part that a phase goes on for once its time is over; null where it does not. */
  readonly more: (phase: TimedPhase) => TimedPhase | null;
  readonly arrivalsOf: (phase: TimedPhase) => Iterable<Arrival>;
  /** Whether a phase is over before its time; asked at each of its arrivals. */
  readonly isOver: (phase: TimedPhase, nowMs: number) => boolean;
  readonly fold: LoadFold;
  readonly sorter: TaskSorter;
  /** Tasks open at once, at most. */
  readonly limit: number;
  /** Ends the load before its time. */
  readonly signal: AbortSignal;
}

/** How long tasks begin one after another before replies to others are read (ms). */
const mostBeginningMs = 1;

/**
 * Starts each task when it is meant to begin, whatever the system does, with the faults on in the fault
 * phase of the same clock; then waits for those that are open.
 */
export async function playLoad(at: Playing, play: LoadPlay): Promise<void> {
  const { fold, sorter, signal } = play;
  const { clock } = at.runtime;
  const open = new Set<Promise<unknown>>();
  const stop = new AbortController();
  const over = AbortSignal.any([signal, stop.signal]);
  const fail = (error: unknown) => stop.abort(error);
  const healing: Promise<void>[] = [];
  sorter.open();
  let turnedMs = -Infinity;
  const until = async (atMs: number) => {
    while (!over.aborted) {
      const nowMs = sorter.nowMs();
      // A timer may be early by a part of a millisecond.
      if (nowMs < atMs) await clock.sleep(atMs - nowMs, over);
      // Where many are due, replies would wait until the last of them has begun.
      else if (clock.turn && nowMs - turnedMs > mostBeginningMs) await clock.turn();
      else break;
      turnedMs = sorter.nowMs();
    }
    stop.signal.throwIfAborted();
  };
  const begin = (arrival: Arrival) => {
    const lagMs = Math.max(0, sorter.nowMs() - arrival.atMs);
    const isFull = fold.open() >= play.limit;
    fold.offer(arrival, isFull ? 'dropped' : 'started', lagMs);
    if (isFull) return;
    sorter.begin(arrival);
    const asked = ask(at, at.running, at.agent, arrival.phase, arrival)
      .then(() => {
        // Open when it was stopped: how it ends after that is the harness's own doing.
        if (signal.aborted) return;
        fold.end(arrival);
        sorter.end(arrival.id);
      }, fail)
      .finally(() => open.delete(asked));
    open.add(asked);
  };
  for (let phase = play.next(); phase && !signal.aborted; phase = play.next()) {
    const { name, role } = phase;
    fold.begin(phase);
    at.recorder.record({ kind: 'phase', phase: name, role });
    // Not waited for: tasks keep on arriving while a container takes its time.
    const armed = role === 'during' ? arm(at).catch(fail) : null;
    for (
      let part: TimedPhase | null = phase;
      part;
      part = signal.aborted ? null : play.more(part)
    ) {
      if (part !== phase) fold.extend(part);
      for (const arrival of play.arrivalsOf(part)) {
        await until(arrival.atMs);
        if (signal.aborted || play.isOver(part, sorter.nowMs())) break;
        begin(arrival);
      }
      if (!play.isOver(part, sorter.nowMs())) await until(part.toMs);
    }
    if (armed) healing.push(armed.then(() => disarm(at)));
    demandNoTrouble(at.gate);
  }
  await drained(open, over);
  stop.signal.throwIfAborted();
  await Promise.all(healing);
  if (!signal.aborted) await settle(at);
  demandNoTrouble(at.gate);
}

/** Resolves once every open task has ended, each by its deadline at the latest, or at once when stopped. */
async function drained(open: ReadonlySet<Promise<unknown>>, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true, signal: over.signal });
  });
  await Promise.race([Promise.all(open), stopped]);
  over.abort('over');
}
