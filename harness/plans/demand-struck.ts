import { HarnessError } from '../model/error.ts';
import { isObject } from '../model/json/walk.ts';
import { listOf, recordOf, thing, type Kind } from '../model/options/kinds.ts';
import { demandArgument, shown, type Taker } from '../model/options/strict.ts';

/**
 * Throws `bad-argument` where what plans or faults are drawn for is neither a scenario nor an object of
 * points such as one has.
 */
export function demandStruck(of: unknown, taker: Taker): void {
  demandArgument(of, struckKind, taker);
  const { points, systems, faults } = of as Readonly<Record<string, unknown>>;
  demandArgument(points, pointsKind, taker);
  if (systems !== undefined) demandArgument(systems, systemsKind, taker);
  if (Array.isArray(faults)) throw faultsMisplaced(faults);
  if (faults !== undefined) demandArgument(faults, registryKind, taker);
}

/** A point as faults see it. */
export const pointKind: Kind = {
  words: 'a point such as api(…)',
  fits: (value) => isObject(value) && 'has' in value && Array.isArray(value.has),
};

const struckKind: Kind = {
  words: 'a scenario, or an object of `points`',
  fits: (value) => isObject(value) && 'points' in value,
};
const pointsKind = recordOf(pointKind, '`points` as an object of points such as api(…)');
const systemsKind = listOf(
  thing('a system', { name: 'string' }),
  '`systems` as those of a scenario',
);
const registryKind = thing('`faults` as those of a scenario', { named: 'function' });

function faultsMisplaced(got: readonly unknown[]): HarnessError {
  return new HarnessError('bad-argument', {
    expected: 'the faults to draw from in the second argument of plans(…)',
    got: `in the first, \`faults\`: ${shown(got)}`,
    fix: 'Write plans({ points }, { faults: [ … ] }).',
  });
}
