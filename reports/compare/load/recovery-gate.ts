import type { ComparedMeasure, ComparedResult } from '../comparison.ts';
import type { LoadFacts } from '../facts/load-facts.ts';

/** Whether a system comes out of its faults as it did; null where there was nothing to come out of. */
export function recoveryGate(
  base: LoadFacts,
  now: LoadFacts,
  margin: number | null,
): ComparedMeasure | null {
  const [was, is] = [base.recovery, now.recovery];
  if (!was || !is) return null;
  const told = (
    difference: ComparedMeasure['difference'],
    how: string,
    result: ComparedResult,
  ): ComparedMeasure => ({
    name: 'recovery',
    where: '',
    unit: 'ms',
    base: was.afterMs,
    now: is.afterMs,
    difference,
    how,
    margin,
    result: margin === null ? 'not-worse' : result,
  });
  if (was.afterMs === null || is.afterMs === null) return told(null, ...byKind(was, is));
  const value = is.afterMs - was.afterMs;
  const window = Math.max(base.windowMs, now.windowMs);
  const [low, high] = [value - window, value + window];
  const how = 'one recovery of each, told to a window: no interval for chance';
  const limit = margin ?? 0;
  const isSame = base.mode === 'sim' && now.mode === 'sim' && base.seed === now.seed;
  const result =
    high <= limit || value <= 0 ? 'not-worse' : low > limit && isSame ? 'worse' : 'unknown';
  return told({ value, low, high }, how, result);
}

type Came = NonNullable<LoadFacts['recovery']>;

function byKind(was: Came, is: Came): readonly [how: string, result: ComparedResult] {
  const says = `${was.kind} before, ${is.kind} now: ${is.reason}`;
  if (is.kind === 'recovered') return [says, 'not-worse'];
  if (was.kind !== 'recovered') {
    return [says, was.kind === is.kind && was.kind !== 'unknown' ? 'not-worse' : 'unknown'];
  }
  const isBad =
    is.kind === 'metastable' || is.kind === 'latched' || is.kind === 'under-provisioned';
  return [says, isBad ? 'worse' : 'unknown'];
}
