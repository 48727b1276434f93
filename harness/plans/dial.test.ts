import { expect, test } from 'vitest';
import { catalogue } from '../../faults/catalogue.ts';
import { slow, refuse, type Plan } from '../../index.ts';
import { dialOf } from './dial.ts';

const plan = [
  slow({ ms: 100 }).at('shop'),
  refuse().at('bank', { chance: 0.5 }),
  slow({ ms: 200 }).at('bank'),
] as Plan;

test('a parameter of the one strike with a fault', () => {
  const dial = dialOf(plan, 'refuse.status', catalogue);
  expect(dial).toMatchObject({ strike: 1, isWhole: true });
  expect(dial.at(503)[1]?.fault.params).toMatchObject({ status: 503 });
  expect(dial.at(503)[0]).toBe(plan[0]);
  expect(plan[1]?.fault.params).toMatchObject({ status: 500 });
});

test('a strike by its place in the plan, and its chance', () => {
  const third = dialOf(plan, 'slow#3.ms', catalogue);
  expect(third).toMatchObject({ strike: 2, unit: 'ms', min: 1, max: 600_000 });
  expect(third.at(7)[2]).toMatchObject({ fault: { params: { ms: 7 } }, at: 'bank' });
  expect(dialOf(plan, 'slow#1.chance', catalogue).at(0.2)[0]?.when).toEqual({ chance: 0.2 });
  expect(dialOf(plan.slice(1, 2), 'chance', catalogue).at(0)[0]?.when).toEqual({ chance: 0 });
});

test.each([
  ['slow.ms', 'slow#1 at shop'],
  ['slow#2.ms', 'slow#3 at bank'],
  ['chance', 'one strike of the plan'],
  ['slo.ms', 'Did you mean slow'],
  ['refuse.ms', 'status, '],
  ['slow#1.where', 'ms, chance'],
  ['ms', 'slow.chance or slow#2.ms'],
  ['slow.', 'slow.chance or slow#2.ms'],
])('%s is refused', (name, words) => {
  expect(() => dialOf(plan, name, catalogue)).toThrow(words);
});

test('a plan without strikes says where one comes from', () => {
  expect(() => dialOf([], 'slow.ms', catalogue)).toThrow('--plan');
});
