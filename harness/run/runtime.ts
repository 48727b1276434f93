import type { Clock } from '../model/clock.ts';
import type { At } from '../model/scenario.ts';

/** What a run executes on: virtual time in one process, or real time over real sockets. */
export interface Runtime {
  readonly at: At;
  readonly clock: Clock;
  /** A sleep of the harness: the agent is not counted as waiting for it. */
  readonly backgroundSleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Rings once after such a sleep; returns what takes it back. */
  readonly backgroundAlarm: (ms: number, ring: () => void) => () => void;
  /** Opens a scope that can be killed alone: of one task, or of everything beside the tasks. */
  readonly scope: (lives: 'task' | 'run') => RuntimeScope;
  /** How long the harness itself was blocked so far (ms). */
  readonly lateMs: () => number;
  /** How long requests under way may take to land after the fault phase (ms). */
  readonly settleMs: number;
}

/** A part of the agent: whatever it starts in this scope ends with the scope. */
export interface RuntimeScope {
  readonly run: <T>(what: () => T) => T;
  readonly kill: () => void;
  readonly finish: () => void;
  /** Resolves when the code in the scope can never go on. */
  readonly stuck: Promise<'idle' | 'runaway'>;
  /** Resolves with an uncaught error, which would have ended a process. */
  readonly crashed: Promise<unknown>;
}

/**
 * The scope of an agent in its own process, or in real time: it ends by itself or is killed
 * elsewhere.
 */
export function openScope(): RuntimeScope {
  return {
    run: (what) => what(),
    kill: () => {},
    finish: () => {},
    stuck: new Promise(() => {}),
    crashed: new Promise(() => {}),
  };
}
