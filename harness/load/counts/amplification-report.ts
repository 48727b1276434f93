import type { LoadAmplification } from '../../model/load/load-strain.ts';
import { amplificationsIn } from '../gates/amplification-gate.ts';
import { usualAttempts } from '../recovery/series.ts';
import type { PhaseCount } from './fold.ts';

/** Retries above this share of those in the baseline are more than chance. */
const mostOften = 1.1;

/**
 * Attempts for each request at each point of a phase, over those in the baseline, and the first window in which they
 * were more than 1.1 times as many. Empty for the baseline itself, and where there is none.
 */
export function amplificationReport(
  count: PhaseCount,
  { phases, windowMs }: { readonly phases: readonly PhaseCount[]; readonly windowMs: number },
): readonly LoadAmplification[] {
  const before = phases.find(({ phase }) => phase.role === 'before');
  if (!before || before === count) return [];
  const usual = usualAttempts([before]);
  const { known } = amplificationsIn(count, before, { windowMs });
  const names = new Set(count.windows.flatMap(({ points }) => [...points.keys()]));
  return [...names].toSorted().flatMap((point) => {
    const was = usual.get(point) ?? 1;
    const all = count.windows.flatMap(({ points, fromMs }) => {
      const its = points.get(point);
      return its && its.requests > 0 ? [{ fromMs, ...its }] : [];
    });
    const attempts = all.reduce((sum, one) => sum + one.attempts, 0);
    const requests = all.reduce((sum, one) => sum + one.requests, 0);
    if (requests === 0) return [];
    const first = all.find((one) => one.attempts / one.requests > mostOften * was);
    const { low = null, high = null } = known.find(({ name }) => name === point) ?? {};
    const value = attempts / requests / was;
    return [{ point, value, low, high, firstMs: first?.fromMs ?? null }];
  });
}
