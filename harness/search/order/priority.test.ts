import { expect, test } from 'vitest';
import { corpus } from '../../../testing/agents/corpus/index.ts';
import { kinds } from '../../../testing/agents/corpus/kinds.ts';
import { emptyContent, garbleJson, lostReply, refuse } from '../../../faults/index.ts';
import type { Fault } from '../../model/fault/fault.ts';
import type { Plan } from '../../model/fault/plan.ts';
import { defineFault } from '../../plans/define.ts';
import { inThread } from '../executor/in-thread.ts';
import { arrive, expand, rootOf } from '../explore/frontier.ts';
import type { Step } from '../node.ts';
import type { Crossing } from '../observe/observation.ts';
import { observed } from '../observe/observed-fixture.ts';
import { keyOf, siteOf } from '../schedule.ts';
import { byPriority } from './priority.ts';

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
  const first = keys(byPriority(steps));
  expect(keys(byPriority(await pairs()))).toEqual(first);
  expect(first.toSorted()).toEqual(keys(steps).toSorted());
  expect(first).not.toEqual(keys(steps));
});

test('first what a fault brought about, and the first fault of each call before any second', async () => {
  const order = byPriority(await pairs());
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

/** The names of faults at one call, as they are tried. */
function tried(special: Partial<Crossing>, faults: readonly Fault[]) {
  const parent = rootOf(observed([['during-1 shop buy', special]]));
  const [crossing] = parent.observation.crossings;
  if (!crossing) throw new Error('there is one call');
  const steps = faults.map((fault) => {
    return { plan: [], parent, crossing, fault, isNew: false, pruned: null };
  });
  return byPriority(steps).map(({ fault }) => fault.name);
}

test('what comes first goes by what a fault does, whatever it is called', () => {
  const own = (harm: 'lost' | 'false', needs: 'request' | 'turn') =>
    defineFault({
      name: 'my-own',
      about: 'It goes wrong.',
      needs: [needs],
      harm,
      effect: () => ({ kind: 'pass' }),
    })();
  const acting = { acts: true };
  expect(tried(acting, [refuse(), own('lost', 'request')])).toEqual(['my-own', 'refuse']);
  expect(tried(acting, [refuse(), lostReply()])).toEqual(['lost-reply', 'refuse']);
  const turn = { has: ['request', 'turn'], safe: true } as const;
  expect(tried(turn, [refuse(), own('false', 'turn')])).toEqual(['my-own', 'refuse']);
  expect(tried(turn, [refuse(), emptyContent()])).toEqual(['empty-content', 'refuse']);
  expect(tried({}, [refuse(), garbleJson()])).toEqual(['refuse', 'garble-json']);
});
