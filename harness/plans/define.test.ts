import { expect, test } from 'vitest';
import { rateLimit } from '../../faults/call/rate-limit.ts';
import { slow } from '../../faults/call/slow.ts';
import { wrongEntity } from '../../faults/value/wrong-entity.ts';
import type { Target } from '../model/fault/plan.ts';
import { defineFault } from './define.ts';
import { z } from 'zod';

const thrown = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
};

test('a fault aimed is plain data with its defaults written out', () => {
  expect(slow({ ms: 80 }).at('flights', { call: 'POST /book', calls: 1 })).toEqual({
    fault: { name: 'slow', params: { ms: 80, where: 'reply' } },
    at: 'flights',
    when: { call: 'POST /book', calls: 1 },
  });
  expect(rateLimit().at('model')).toEqual({
    fault: { name: 'rate-limit', params: { retryAfterMs: 1_000 } },
    at: 'model',
    when: {},
  });
});

test('a value out of range is named with its range, unit and default', () => {
  expect(thrown(() => slow({ ms: -1 }))).toMatchObject({
    code: 'bad-fault',
    expected: 'slow to have ms as a length of time from 1 to 600000 ms, such as 500 or "1 s"',
    got: '-1',
    fix: 'Change ms, or leave it out for 5000.',
  });
});

test('a parameter without a default is asked for one, and a wrong value of it for another', () => {
  const late = defineFault<{ readonly rate: number }>({
    name: 'late',
    about: 'It is late.',
    harm: 'late',
    params: z.strictObject({ rate: z.number().min(0).max(1) }),
    effect: () => ({ kind: 'pass' }),
  });
  expect(thrown(() => late())).toMatchObject({
    expected: 'late to have rate as a number from 0 to 1',
    got: 'none',
    fix: expect.stringContaining('Give rate a .default(…)'),
  });
  expect(thrown(() => late({ rate: 2 }))).toMatchObject({ got: '2', fix: 'Change rate.' });
});

test('a parameter there is not is named with those there are', () => {
  const mistyped = { retryAfterMS: 5 } as object;
  expect(thrown(() => rateLimit(mistyped))).toMatchObject({
    expected: 'rate-limit to have only the parameters retryAfterMs, code',
    got: 'a parameter "retryAfterMS"',
    fix: 'Did you mean retryAfterMs? Rename it or leave it out.',
  });
  expect(thrown(() => wrongEntity(mistyped as never))).toMatchObject({
    expected: 'wrong-entity to have no parameters',
  });
});

test.each<[Target, string]>([
  [{ calls: 0 }, '`calls`'],
  [{ calls: [5, 3] }, '`calls`'],
  [{ ms: [20, 10] }, '`ms`'],
  [{ chance: 1.5 }, '`chance`'],
  [{ call: '' }, '`call`'],
  [{ every: 2 } as Target, 'only call, calls'],
])('a target such as %j is turned down where it is written', (target, part) => {
  expect(thrown(() => slow().at('flights', target))).toMatchObject({
    code: 'bad-plan',
    expected: expect.stringContaining(part),
  });
});
