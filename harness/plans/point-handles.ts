import { HarnessError } from '../model/error.ts';
import { didYouMean } from '../model/options/nearest.ts';
import type { PointHandles, Points } from '../model/scenario.ts';

/** The handles of points for a plan function; an unknown name throws `unknown-point`. */
export function handlesOf(points: Points): PointHandles {
  const names = Object.keys(points);
  const handles: PointHandles = Object.fromEntries(names.map((name) => [name, { name }]));
  return new Proxy(handles, {
    get: (all, name) => {
      if (name === Symbol.toPrimitive) throw noSeed();
      if (typeof name === 'symbol' || Object.hasOwn(all, name)) return Reflect.get(all, name);
      throw new HarnessError('unknown-point', {
        expected: `the plan to aim at points of the scenario: ${names.join(', ')}`,
        got: JSON.stringify(name),
        fix: `${didYouMean(name, names)}Name a point there is.`,
      });
    },
  });
}

/** Of a function that takes the points for the seed, which comes second. */
function noSeed(): HarnessError {
  return new HarnessError('bad-plan', {
    expected: 'the function of a plan to take the points, and then the seed',
    got: 'the points as a number or a text',
    fix: 'Write plan: (points, seed) => […].',
  });
}
