import type { LoadRecovery } from '../../model/load/load-report.ts';
import type { LoadCounts } from '../counts/fold.ts';
import type { TimedPhase } from '../schedule.ts';
import type { LoadSpec } from '../spec.ts';
import { normalOf } from './good-window.ts';
import { highIn, mechanismOf, strainsOf } from './mechanism.ts';
import { forecast, type Queues } from './queues.ts';
import { deadlines, recoveryOf } from './recovery.ts';
import { seenWindows, usualAttempts } from './series.ts';

/** What a recovery is told from. */
export interface RecoveryData {
  readonly spec: Pick<LoadSpec, 'withinMs'>;
  readonly counts: Pick<LoadCounts, 'phases' | 'spells'>;
  readonly queues: Queues;
  /** What a task may take (ms). */
  readonly deadlineMs: number;
  readonly hasFaults: boolean;
  /** How long the queues were when the faults were off. */
  readonly atClear: ReadonlyMap<string, number>;
  /** Whether the queues were empty once the load had been lowered. */
  readonly isEmptied: boolean;
}

/** By when a system should have recovered, at the least (ms). */
const leastHorizonMs = 60_000;

/** A rise of p99 that nobody notices, where half as much again would be next to nothing (ms). */
const mostSlackMs = 10;

/** How a load came out of its faults; null where there is no fault, or no phase before or after it. */
export function recoveryIn(data: RecoveryData): LoadRecovery | null {
  const { spec, counts, queues, deadlineMs, hasFaults, atClear, isEmptied } = data;
  const role = (wanted: TimedPhase['role']) =>
    counts.phases.find(({ phase }) => phase.role === wanted);
  const [before, during, after] = [role('before'), role('during'), role('after')];
  if (!hasFaults || !before || !during || !after) return null;
  const restored = counts.phases.find(({ phase }) => phase.name === 'restored');
  const usual = usualAttempts([before]);
  const normal = normalOf(seenWindows(before, usual), Math.min(mostSlackMs, spec.withinMs / 100));
  const clearMs = Math.max(during.phase.toMs, ...counts.spells.map(({ toMs }) => toMs ?? 0));
  const ahead = forecast(queues, atClear, { before, during, after, usual });
  const horizonMs = Math.max(leastHorizonMs, 3 * (ahead.drainMs ?? 0), deadlines * deadlineMs);
  const windows = seenWindows(after, usual, clearMs);
  const verdict = recoveryOf({
    normal,
    clearMs,
    after: windows,
    watchedMs: after.phase.toMs - clearMs,
    horizonMs,
    deadlineMs,
    restored: restored ? seenWindows(restored, usual) : null,
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
