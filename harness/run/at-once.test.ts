import { describe, expect, test } from 'vitest';
import { correctOrders } from '../../testing/agents/corpus/correct-orders.ts';
import { crossedOrders } from '../../testing/agents/corpus/crossed-orders.ts';
import {
  completes,
  crash,
  eventsOf,
  explore,
  hang,
  inProcess,
  refuse,
  run,
  scenario,
  slow,
  type Plan,
  type Trace,
} from '../../index.ts';

const retried = [refuse({ status: 503 }).at('counter', { call: 'POST /orders', calls: 1 })];
const sim = (plan: Plan, of = crossedOrders.scenario) => run(of, { mode: 'sim', seed: 1, plan });

/** Most tasks that were open at the same time. */
function mostOpen({ events }: Trace): number {
  let [open, most] = [0, 0];
  for (const { kind } of events) {
    if (kind === 'task.start') most = Math.max(most, (open += 1));
    if (kind === 'task.end') open -= 1;
  }
  return most;
}

describe('an agent whose tasks share what they have at hand', () => {
  test('is seen to mix them up, by a run and by a search', async () => {
    expect((await sim([])).result).toBe('pass');
    const { result, trace, verdicts } = await sim(retried);
    expect(mostOpen(trace)).toBe(3);
    expect(result).toBe('fail');
    expect(
      verdicts.flatMap(({ check, verdict }) => (verdict.result === 'fail' ? check : [])),
    ).toContain('right');
    const { findings } = await explore(crossedOrders.scenario, { depth: 1 });
    expect(findings.map(({ check }) => check)).toContain('right');
  });

  test('is not, where one is asked at a time', async () => {
    const alone = { ...crossedOrders.scenario, atOnce: 1 };
    const { result, trace } = await sim(retried, alone);
    expect([result, mostOpen(trace)]).toEqual(['pass', 1]);
  });

  test('has a sound twin, in which nothing breaks', async () => {
    expect((await sim(retried, correctOrders.scenario)).result).toBe('pass');
    const { findings, doubts } = await explore(correctOrders.scenario, { depth: 2 });
    expect([findings, doubts]).toEqual([[], []]);
  });
});

test('the same seed gives the same trace', async () => {
  const plan = [slow({ ms: 20 }).at('counter', { chance: 0.5 }), ...retried];
  const [one, two] = [await sim(plan), await sim(plan)];
  expect(one.trace).toEqual(two.trace);
  expect(mostOpen(one.trace)).toBe(3);
});

test('each call belongs to the task that made it', async () => {
  const { trace } = await sim([], correctOrders.scenario);
  for (const { task, label, input } of eventsOf(trace, 'call.start')) {
    const start = eventsOf(trace, 'task.start').find((one) => one.task === task);
    if (label === 'POST /orders') expect(input).toEqual({ item: start?.input });
    expect(start).toBeDefined();
  }
});

test('a crash strikes every task that is open, and the agent is started again once', async () => {
  const { trace, result } = await sim(
    [crash({ acts: true }).at('counter', { call: 'POST /orders', calls: 2 })],
    correctOrders.scenario,
  );
  const told = eventsOf(trace, 'process').map(({ what }) => what);
  expect(told).toEqual(['crashed', 'restarted']);
  const asked = eventsOf(trace, 'call.start').filter(({ label }) => label === 'GET /menu');
  // Whoever was done by then is not asked again.
  const open = new Set(asked.map(({ task }) => task));
  expect(open.size).toBe(3);
  expect(asked.length).toBeGreaterThan(4);
  expect(result).toBe('pass');
});

test('one that hangs ends alone', async () => {
  const points = correctOrders.scenario.points;
  const each = scenario('each looks at the menu, with no timeout', {
    points,
    system: inProcess((at) => async (input) => {
      await fetch(`${at.url('counter')}/menu`);
      return { status: 'done', item: input };
    }),
    atOnce: 3,
    tasks: ['tea', 'coffee', 'milk'].map((input) => ({ input })),
    plan: [hang().at('counter', { task: 'during-2' })],
    checks: [completes()],
  });
  const { outcomes } = await run(each, { mode: 'sim', seed: 1 });
  const hung = outcomes.filter(({ outcome }) => outcome === 'hung').map(({ task }) => task);
  expect(hung).toEqual(['during-2']);
});
