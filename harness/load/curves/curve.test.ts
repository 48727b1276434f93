import { expect, test } from 'vitest';
import type { CurveRun } from '../../model/load/curve.ts';
import type { Result } from '../../model/trace/verdict.ts';
import { curveOf } from './curve.ts';

const run = (right: number, more: Partial<CurveRun> = {}): CurveRun => ({
  seed: 1,
  offered: 100,
  right,
  p50Ms: 10,
  p99Ms: 20,
  attempts: 1,
  tokensPerRight: null,
  costPerRight: null,
  before: { offered: 100, right: 100 },
  hits: 5,
  bad: 0,
  bounds: [],
  undecided: [],
  invalid: [],
  doubts: [],
  ...more,
});
const runs = (right: number, more: Partial<CurveRun> = {}) =>
  Array.from({ length: 5 }, () => run(right, more));
const axis = { name: 'slow.ms', unit: 'ms', strike: 0, values: [0, 1, 2] };
const bound = { text: 'goodput >= 90 %', limit: 0.9 };
const curve = (levels: readonly (readonly CurveRun[])[], over: Partial<typeof axis> = {}) =>
  curveOf({
    axis: { ...axis, ...over },
    bound,
    levels: levels.map((its, x) => ({ x, runs: its })),
  });

test('a curve that meets the bound at every level passes', () => {
  const { result, knee, audc } = curve([runs(100), runs(100), runs(100)]);
  expect([result, knee]).toEqual(['pass', { holdsAt: 2, failsAt: null }]);
  expect(audc?.value).toBe(1);
});

test('one that is surely below it anywhere fails, one of which that is not known does not pass', () => {
  const failed = curve([runs(100), runs(80), runs(50)]);
  expect([failed.result, failed.knee]).toEqual(['fail', { holdsAt: 0, failsAt: 1 }]);
  expect(failed.audc?.value).toBeCloseTo((1 + 0.8 + 0.8 + 0.5) / 4, 12);
  expect(curve([runs(100), runs(91), runs(91)]).result).toBe('unknown');
});

test('of a level one of whose loads says nothing, nothing is known', () => {
  const doubtful = [...runs(100).slice(1), run(100, { invalid: ['tasks began late'] })];
  const { levels, knee, audc, result } = curve([runs(100), doubtful, runs(100)]);
  expect(levels[1]).toMatchObject({ goodput: null, why: 'tasks began late' });
  expect([knee, audc, result]).toEqual([{ holdsAt: 0, failsAt: null }, null, 'unknown']);
});

test('a fault that never struck shows nothing, unless there was none', () => {
  const { levels } = curve([runs(100, { hits: 0 }), runs(100, { hits: 0 }), runs(100)]);
  expect(levels.map(({ why }) => why)).toEqual([null, 'the fault never struck', null]);
});

test('a task that ended as none may fails the curve, whatever its goodput', () => {
  const levels = [runs(100), runs(100), runs(100, { bad: 1, doubts: ['stopped'] })];
  expect(curve(levels).result).toBe('fail');
});

test('of levels that are missing nothing passes', () => {
  expect(curve([runs(100), runs(100)]).result).toBe('unknown');
  expect(curve([])).toMatchObject({ levels: [], start: null, audc: null, result: 'unknown' });
});

test('where it cannot be told of tasks whether they are as they say, nothing passes', () => {
  const open = runs(100, { undecided: ['discloses: cannot be told of 3 tasks'] });
  const { result, knee } = curve([runs(100), open, runs(100)]);
  expect([result, knee?.holdsAt]).toEqual(['unknown', 2]);
  expect(curve([runs(100), open, runs(50)]).result).toBe('fail');
});

test('another bound fails a level where it fails in more than half of its loads, and passes where in none', () => {
  const at = (...results: readonly Result[]) =>
    results.map((result) => run(100, { bounds: [{ gate: 'p99 <= 1 s', result, reason: result }] }));
  const of = (...results: readonly Result[]) => curve([runs(100), at(...results), runs(100)]);
  const told = (...results: readonly Result[]) => {
    const { levels, result } = of(...results);
    return [levels[1]?.bounds.map((one) => one.result), result];
  };
  expect(told('pass', 'pass', 'pass', 'pass', 'pass')).toEqual([['pass'], 'pass']);
  expect(told('pass', 'pass', 'pass', 'unknown', 'unknown')).toEqual([['pass'], 'pass']);
  expect(told('pass', 'pass', 'pass', 'pass', 'fail')).toEqual([['unknown'], 'unknown']);
  expect(told('fail', 'fail', 'pass', 'pass', 'pass')).toEqual([['unknown'], 'unknown']);
  expect(told('fail', 'fail', 'fail', 'pass', 'pass')).toEqual([['fail'], 'fail']);
  expect(told('unknown', 'unknown', 'unknown', 'pass', 'pass')).toEqual([['unknown'], 'unknown']);
  expect(of('fail', 'fail', 'fail', 'pass', 'pass').levels[1]?.bounds[0]?.reason).toBe(
    'holds in 2 of 5 loads, fails in 3: fail',
  );
});
