import { HarnessError } from '../../model/error.ts';
import type { FaultRegistry } from '../../model/fault/fault-registry.ts';
import type { Plan } from '../../model/fault/plan.ts';
import type { CurveAxis } from '../../model/load/curve.ts';
import { toMs, type Duration } from '../../model/options/duration.ts';
import { dialOf } from '../../plans/dial.ts';

/** What is varied, and how a load is made at one of its values. */
export interface Axis extends CurveAxis {
  readonly isWhole: boolean;
  readonly at: (value: number) => { readonly plan: Plan; readonly rate?: number };
}

/** The most levels of one sweep. */
const mostLevels = 100;

/**
 * The axis of a text such as `rate=10..200/8` or `slow.ms=100..3000/5`: evenly spaced values, both ends
 * included, in the order given. Throws `bad-argument` where it is written otherwise, or the plan has no
 * such number, or it cannot be so.
 */
export function axisOf(text: string, plan: Plan, faults: FaultRegistry): Axis {
  const [, name, from = '', to = '', levels] =
    /^\s*([^=\s]+)\s*=(.+?)\.\.(.+)\/(\d+)\s*$/.exec(text) ?? [];
  if (name === undefined) {
    throw bad('a range such as rate=10..200/8 or slow.ms=100..3000/5', JSON.stringify(text));
  }
  const rate = { unit: '', min: 0.001, max: 100_000, isWhole: false, strike: null };
  const dial = name === 'rate' ? null : dialOf(plan, name, faults);
  const { unit, strike, min, max, isWhole } = dial ?? rate;
  const ends = [from, to].map((end) => numberOf(end, unit));
  const wrong = ends.findIndex(
    (end) => !(end >= min && end <= max && (!isWhole || Number.isInteger(end))),
  );
  if (wrong >= 0) {
    const kind = isWhole ? 'whole numbers' : 'numbers';
    throw bad(`${name} as ${kind} from ${min} to ${max}`, [from, to][wrong] ?? '');
  }
  const [first = 0, last = 0] = ends;
  const count = Number(levels);
  if (count < 2 || count > mostLevels || first === last) {
    throw bad(`from 2 to ${mostLevels} levels of ${name}`, text.trim());
  }
  const values = Array.from({ length: count }, (_, n) => {
    const value = first + ((last - first) * n) / (count - 1);
    return isWhole ? Math.round(value) : Number(value.toPrecision(6));
  });
  if (new Set(values).size < count) {
    throw bad(`${count} different values of ${name}`, `${new Set(values).size} whole ones`);
  }
  const at = (value: number) => (dial ? { plan: dial.at(value) } : { plan, rate: value });
  return { name, unit, strike, values, isWhole, at };
}

/** A bare number, or a length of time where the unit is ms. */
function numberOf(text: string, unit: string): number {
  const trimmed = text.trim();
  if (/^-?\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed);
  try {
    return unit === 'ms' ? toMs(trimmed as Duration) : Number.NaN;
  } catch {
    return Number.NaN;
  }
}

function bad(expected: string, got: string): HarnessError {
  const fix = 'Write --sweep name=from..to/levels.';
  return new HarnessError('bad-argument', { expected, got, fix });
}
