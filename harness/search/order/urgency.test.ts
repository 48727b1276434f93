import { expect, test } from 'vitest';
import { corpus } from '../../../testing/agents/corpus/index.ts';
import { kinds } from '../../../testing/agents/corpus/kinds.ts';
import type { Plan } from '../../model/fault/plan.ts';
import { inThread } from '../executor/in-thread.ts';
import { arrive, expand, rootOf } from '../explore/frontier.ts';
import type { Step } from '../node.ts';
import { keyOf, siteOf } from '../schedule.ts';
import { inUrgency } from './urgency.ts';

const { scenario } = corpus.find(({ id }) => id === 'correct-booking')!;
const executor = inThread(scenario);
const evaluate = (plan: Plan) => executor.observe({ seed: 1, variant: 'careful', file: '', plan });

/** Every schedule of two faults, node by node. */
async function pairs(): Promise<readonly Step[]> {
  const root = rootOf(await evaluate([]));
  const all: Step[] = [];
  for (const step of expand(root, kinds, null)) {
    const node = arrive(step, await evaluate(step.plan));
    if (node) all.push(...expand(node, kinds, null));
  }
  return all;
}

test('the order is the same every time, and leaves nothing out', async () => {
  const steps = await pairs();
  const keys = (some: readonly Step[]) => some.map(({ plan }) => keyOf(plan));
  const first = keys(inUrgency(steps));
  expect(keys(inUrgency(await pairs()))).toEqual(first);
  expect(first.toSorted()).toEqual(keys(steps).toSorted());
  expect(first).not.toEqual(keys(steps));
});

test('first what a fault brought about, and the first fault of each call before any second', async () => {
  const order = inUrgency(await pairs());
  const firstOld = order.findIndex(({ isNew }) => !isNew);
  expect(firstOld).toBeGreaterThan(0);
  expect(order.slice(firstOld).every(({ isNew }) => !isNew)).toBe(true);
  // Those of one call are of one rank: each parent's turn comes before the second of any.
  const [first] = order;
  const alike = order.filter(
    ({ isNew, crossing }) => isNew && crossing.label === first?.crossing.label,
  );
  const places = alike.map(
    ({ parent, crossing }) => keyOf(parent.observation.plan) + siteOf(crossing),
  );
  const count = new Set(places).size;
  expect(count).toBeLessThan(places.length);
  expect(new Set(places.slice(0, count)).size).toBe(count);
});
