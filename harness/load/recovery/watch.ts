import type { LoadRecovery } from '../../model/load/load-report.ts';
import type { LoadFold, PhaseCount } from '../counts/fold.ts';
import type { TimedPhase } from '../schedule.ts';
import type { LoadSpec } from '../spec.ts';
import { normalOf } from './good-window.ts';
import { forecast, lengths, type Queues } from './queues.ts';
import { highIn, mechanismOf, strainsOf } from './mechanism.ts';
import { recoveryOf } from './recovery.ts';
import { seenWindows, usualAttempts } from './series.ts';

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
}

/** By when a system should have recovered, at the least (ms). */
const leastHorizonMs = 60_000;

/** The longest that the load is lowered for the queues to empty (ms). */
const mostReliefMs = 600_000;

/** A rise of p99 that nobody notices, where half as much again would be next to nothing (ms). */
const mostSlackMs = 10;

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
}: WatchOptions): RecoveryWatch {
  const planned = [...spec.phases];
  const usualLength = { most: 0 };
  let atClear: ReadonlyMap<string, number> = new Map();
  let reliefOverMs: number | null = null;
  const of = (name: string) => fold.phases.find(({ phase }) => phase.name === name);
  const role = (wanted: TimedPhase['role']) =>
    fold.phases.find(({ phase }) => phase.role === wanted);

  const look = () => {
    const [before, during, after] = [role('before'), role('during'), role('after')];
    if (!hasFaults || !before || !during || !after) return null;
    return looked(
      { spec, fold, queues, deadlineMs, atClear },
      { before, during, after },
      {
        restored: of('restored') ?? null,
        isEmptied: reliefOverMs !== null,
      },
    );
  };

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
    if (name !== 'recovery' || look()?.kind !== 'suspected-metastable') return null;
    const relief = { ...load, rate: spec.rate * reliefShare, lastsMs: mostReliefMs };
    return { name: 'relief', role: 'after', load: relief, fromMs, toMs: fromMs + mostReliefMs };
  };

  return {
    next: () => {
      const last = fold.phases.at(-1)?.phase;
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

interface Phases {
  readonly before: PhaseCount;
  readonly during: PhaseCount;
  readonly after: PhaseCount;
}

function looked(
  {
    spec,
    fold,
    queues,
    deadlineMs,
    atClear,
  }: Omit<WatchOptions, 'hasFaults'> & { readonly atClear: ReadonlyMap<string, number> },
  { before, during, after }: Phases,
  { restored, isEmptied }: { readonly restored: PhaseCount | null; readonly isEmptied: boolean },
): LoadRecovery {
  const usual = usualAttempts([before]);
  const normal = normalOf(seenWindows(before, usual), Math.min(mostSlackMs, spec.withinMs / 100));
  const clearMs = Math.max(during.phase.toMs, ...fold.spells.map(({ toMs }) => toMs ?? 0));
  const ahead = forecast(queues, atClear, { before, during, after, usual });
  const horizonMs = Math.max(leastHorizonMs, 3 * (ahead.drainMs ?? 0), 10 * deadlineMs);
  const windows = seenWindows(after, usual, clearMs);
  const verdict = recoveryOf({
    normal,
    clearMs,
    after: windows,
    watchedMs: after.phase.toMs - clearMs,
    horizonMs,
    restored: restored && seenWindows(restored, usual),
    isEmptied,
  });
  const isBad = verdict.kind !== 'recovered' && verdict.kind !== 'unknown';
  const high = isBad ? highIn(strainsOf(before, after, windows)) : [];
  return {
    ...verdict,
    horizonMs,
    ...ahead,
    mechanism: isBad ? mechanismOf(high) : null,
    high,
  };
}
