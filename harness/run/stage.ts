import type { Clock } from '../model/clock.ts';
import type { At } from '../model/scenario.ts';
import type { Latency } from '../points/latency.ts';

/** What a run plays on: virtual time in one process, or real time over real sockets. */
export interface Stage {
  readonly at: At;
  readonly clock: Clock;
  /** A sleep of the harness's own: the agent is not counted as waiting for it. */
  readonly vigil: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** A part of the agent's life that can be ended at once: one task, or all beside its tasks. */
  readonly scope: (lives: 'task' | 'run') => StageScope;
  /** How long a call to a point takes beside the work of the point. */
  readonly latency: Latency;
  /** How long the harness itself could do nothing, so far (ms). */
  readonly lateMs: () => number;
  /** How long requests on their way may take to land once the fault phase is over (ms). */
  readonly settleMs: number;
}

/** All that the agent starts while it runs in here ends with it. */
export interface StageScope {
  readonly run: <T>(what: () => T) => T;
  readonly kill: () => void;
  readonly finish: () => void;
  /** Resolves when what runs in here can never go on. */
  readonly stuck: Promise<'idle' | 'runaway'>;
  /** Resolves with an error that nobody caught: it would have ended a process of its own. */
  readonly crashed: Promise<unknown>;
}

/**
 * The scope of an agent in a process of its own, or in real time: it ends by itself or is killed.
 */
export function openScope(): StageScope {
  return {
    run: (what) => what(),
    kill: () => {},
    finish: () => {},
    stuck: new Promise(() => {}),
    crashed: new Promise(() => {}),
  };
}
