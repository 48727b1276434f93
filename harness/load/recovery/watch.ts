import type { LoadRecovery } from '../../model/load/load-report.ts';
import type { LoadFold } from '../counts/fold.ts';
import type { TimedPhase } from '../schedule.ts';
import type { LoadSpec } from '../spec.ts';
import { lengths, type Queues } from './queues.ts';
import { recoveryIn } from './recovery-in.ts';

/** Names the phases that a load has, and adds those that confirm a metastable failure. */
export interface RecoveryWatch {
  /** The next phase; asked for when the last one is over. */
  readonly next: () => TimedPhase | null;
  /** Whether a phase has done what it was for. */
  readonly isOver: (phase: TimedPhase, nowMs: number) => boolean;
  /** What it all comes to; null where there is no fault, or no phase before or after it. */
  readonly recovery: () => LoadRecovery | null;
}

/** What the watch looks at. */
export interface WatchOptions {
  readonly spec: LoadSpec;
  readonly fold: LoadFold;
  readonly queues: Queues;
  /** What a task may take (ms). */
  readonly deadlineMs: number;
  readonly hasFaults: boolean;
  /** Whether a failure that may be metastable is put to a test. */
  readonly confirms: boolean;
}

/** The longest that the load is lowered for the queues to empty (ms). */
const mostReliefMs = 600_000;

/** The load is lowered to this share. */
const reliefShare = 0.1;

/** Windows for which the load is restored: enough to be good, and to relapse. */
const restoredWindows = 20;

/** Watches a load that has not begun. */
export function recoveryWatch({
  spec,
  fold,
  queues,
  deadlineMs,
  hasFaults,
  confirms,
}: WatchOptions): RecoveryWatch {
  const planned = [...spec.phases];
  const usualLength = { most: 0 };
  let atClear: ReadonlyMap<string, number> = new Map();
  let reliefOverMs: number | null = null;
  const look = () =>
    recoveryIn({
      spec,
      counts: fold.counts,
      queues,
      deadlineMs,
      hasFaults,
      atClear,
      isEmptied: reliefOverMs !== null,
    });

  const afterwards = (last: TimedPhase): TimedPhase | null => {
    const { name, toMs: fromMs, load } = last;
    if (name === 'relief') {
      if (reliefOverMs === null) return null;
      const lastsMs = restoredWindows * spec.windowMs;
      const restored = { ...load, rate: spec.rate, lastsMs };
      return {
        name: 'restored',
        role: 'after',
        load: restored,
        fromMs: reliefOverMs,
        toMs: reliefOverMs + lastsMs,
      };
    }
    if (!confirms || name !== 'recovery' || look()?.kind !== 'suspected-metastable') return null;
    const relief = { ...load, rate: spec.rate * reliefShare, lastsMs: mostReliefMs };
    return { name: 'relief', role: 'after', load: relief, fromMs, toMs: fromMs + mostReliefMs };
  };

  return {
    next: () => {
      const last = fold.counts.phases.at(-1)?.phase;
      if (last?.role === 'during') atClear = lengths(queues);
      const next = planned.shift();
      if (!next) return last ? afterwards(last) : null;
      // The phase before may have gone on for longer than planned.
      const fromMs = last?.toMs ?? next.fromMs;
      return { ...next, fromMs, toMs: fromMs + next.toMs - next.fromMs };
    },
    isOver: ({ name, fromMs }, nowMs) => {
      const length = queues.names.reduce((sum, one) => sum + queues.inFlight(one), 0);
      if (name === 'baseline') usualLength.most = Math.max(usualLength.most, length);
      if (name !== 'relief') return false;
      if (reliefOverMs !== null) return true;
      const isEmpty = length <= usualLength.most && nowMs - fromMs >= spec.windowMs;
      if (isEmpty) reliefOverMs = nowMs;
      return isEmpty;
    },
    recovery: look,
  };
}
