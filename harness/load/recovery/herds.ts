import type { LoadHerd } from '../../model/load/load-strain.ts';
import { burstiness } from '../../stats/burstiness.ts';
import { instantMs, type LoadCounts, type PhaseCount } from '../counts/fold.ts';

/** A peak that is so many times that of the baseline is no chance. */
const mostTimes = 2;

/**
 * How calls fell on each point once the faults were off, beside how they fall without any: by their counts in
 * windows of 100 ms. A herd: the fullest window after the faults holds more than twice as many calls as the
 * fullest one of the baseline. Empty where there is no baseline, or nothing after the faults.
 */
export function herdsIn({
  phases,
  spells,
}: Pick<LoadCounts, 'phases' | 'spells'>): readonly LoadHerd[] {
  const [before, during, after] = (['before', 'during', 'after'] as const).map((role) =>
    phases.find(({ phase }) => phase.role === role),
  );
  if (!before || !during || !after || spells.length === 0) return [];
  const clearMs = Math.max(during.phase.toMs, ...spells.map(({ toMs }) => toMs ?? 0));
  const names = [...new Set([...before.arrivals.keys(), ...after.arrivals.keys()])].toSorted();
  const since = Math.ceil(Math.max(0, clearMs - after.phase.fromMs) / instantMs);
  return names.flatMap((point) => {
    const usual = countsOf(before, point);
    const now = countsOf(after, point).slice(since);
    if (usual.length < 2 || now.length < 2) return [];
    const [was, is] = [burstiness(usual), burstiness(now)];
    if (was.mean === 0) return [];
    const perSecond = 1000 / instantMs;
    return [
      {
        point,
        usualPerSecond: was.mean * perSecond,
        peakPerSecond: is.peak * perSecond,
        peakAfterMs: is.at * instantMs,
        peakRatio: is.peak / was.mean,
        usualPeakRatio: was.peak / was.mean,
        dispersion: is.dispersion,
        usualDispersion: was.dispersion,
        isHerd: is.peak > mostTimes * was.peak,
      },
    ];
  });
}

/** The whole windows of a phase, empty ones too. */
function countsOf({ phase, arrivals }: PhaseCount, point: string): readonly number[] {
  const its = arrivals.get(point) ?? [];
  const length = Math.floor((phase.toMs - phase.fromMs) / instantMs);
  return Array.from({ length }, (_, n) => its[n] ?? 0);
}
