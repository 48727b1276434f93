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
    better: boolean,
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
    isBetter: better,
  });
  if (was.afterMs === null || is.afterMs === null) {
    const better = is.kind === 'recovered' && bad.some((kind) => kind === was.kind);
    return told(null, ...byKind(was, is), better);
  }
  const value = is.afterMs - was.afterMs;
  const window = Math.max(base.windowMs, now.windowMs);
  const [low, high] = [value - window, value + window];
  const how = 'one recovery of each, told to a window: no interval for chance';
  const limit = margin ?? 0;
  const isSame = base.mode === 'sim' && now.mode === 'sim' && base.seed === now.seed;
  const result =
    high <= limit || value <= 0 ? 'not-worse' : low > limit && isSame ? 'worse' : 'unknown';
  return told({ value, low, high }, how, result, high < 0);
}

/** What surely is no recovery. */
const bad = ['metastable', 'latched', 'under-provisioned'] as const;

type Came = NonNullable<LoadFacts['recovery']>;

function byKind(was: Came, is: Came): readonly [how: string, result: ComparedResult] {
  const says = `${was.kind} before, ${is.kind} now: ${is.reason}`;
  if (is.kind === 'recovered') return [says, 'not-worse'];
  if (was.kind !== 'recovered') {
    return [says, was.kind === is.kind && was.kind !== 'unknown' ? 'not-worse' : 'unknown'];
  }
  return [says, bad.some((kind) => kind === is.kind) ? 'worse' : 'unknown'];
}
