import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { refuse, slow } from '../../faults/index.ts';
import { check } from '../model/trace/checker.ts';
import { failuresIn } from '../model/trace/failures-in.ts';
import type { Task } from '../model/scenario.ts';
import { api } from '../points/api.ts';
import { nonce } from '../points/context.ts';
import { completes } from '../checks/completes.ts';
import { exactlyOnce } from '../checks/exactly-once.ts';
import { inProcess } from './in-process.ts';
import { run } from './run.ts';
import { scenario, type ScenarioOptions } from '../../index.ts';

const order = { input: 'go', expect: { effects: { 'POST /orders': 1 } } };
const all = ['baseline', 'fault', 'recovery'] as const;
const phases = ['fault'] as const;

type Shop = (times?: number) => Promise<{ readonly ok: boolean; readonly order: string }>;

/**
 * A scenario in which an agent orders at a shop, whose first call of the fault phase is refused.
 */
async function failing(
  agent: (shop: Shop, signal: AbortSignal) => unknown,
  more: Partial<ScenarioOptions> = {},
) {
  const orders = http.post('/orders', () => HttpResponse.json({ order: nonce('ORD') }));
  const record = await run(
    scenario('an order', {
      points: { shop: api([orders], { effects: { 'POST /orders': { id: 'order' } } }) },
      system: inProcess((at) => async (_, { signal }) => {
        const shop: Shop = async () => {
          const reply = await fetch(`${at.url('shop')}/orders`, { method: 'POST', body: '{}' });
          return { ok: reply.ok, ...((await reply.json()) as { order: string }) };
        };
        return agent(shop, signal);
      }),
      tasks: [order],
      plan: [refuse({ status: 503 }).at('shop', { calls: 1 })],
      checks: [check('nothing-asked', () => true)],
      ...more,
    }),
    { mode: 'sim', seed: 1 },
  );
  return failuresIn(record).map(({ check: name, verdict }) => [name, verdict.signature]);
}

test.each<[string, Promise<unknown>, readonly (readonly string[])[]]>([
  [
    'an effect that nothing expects, names or can find again, with or without faults',
    failing(async (shop) => (await shop(), 'Ordered.'), {
      tasks: [{ input: 'go' }] as readonly Task[],
      plan: [slow().at('shop')],
      phases,
    }),
    [
      [
        'never-unsafe',
        'never-unsafe: POST /orders left an effect, neither undone, nor named in the answer, nor expected',
      ],
    ],
  ],
  [
    'success claimed without the effect',
    failing(async (shop) => (await shop(), 'Ordered.')),
    [['never-silently-wrong', 'never-silently-wrong: success without POST /orders']],
  ],
  [
    'an effect left by a task that failed',
    failing(
      async (shop) => {
        await shop();
        await shop();
        throw new Error('the second one');
      },
      { phases },
    ),
    [
      [
        'never-unsafe',
        'never-unsafe: POST /orders left an effect, not undone, and the task failed',
      ],
    ],
  ],
  [
    'a hung task',
    failing(
      async (shop) => {
        if (!(await shop()).ok) await new Promise(() => {});
        return 'Ordered.';
      },
      { phases: all },
    ),
    [['never-hung', 'never-hung: hung (idle)']],
  ],
  [
    'an effect made twice',
    failing(async (shop) => (await shop(), await shop(), 'Ordered.'), {
      phases,
      tasks: [order],
      plan: [slow().at('shop')],
    }),
    [['never-unsafe', 'never-unsafe: POST /orders landed more often than it should']],
  ],
])('%s fails a run in which no check looks', async (_, found, expected) => {
  expect(await found).toEqual(expected);
});

test.each([
  ['too few', async () => 'Ordered.', 'a task left too few of POST /orders without any fault'],
  [
    'too many',
    async (shop: Shop) => (await shop(), await shop(), 'Ordered.'),
    'POST /orders landed more often than it should, without any fault',
  ],
  [
    'no answer',
    async (shop: Shop) => (await shop()).order.slice(99),
    'a task is wrong without any fault',
  ],
])('%s in the baseline is no steady state', async (name, agent, what) => {
  const tasks = name === 'no answer' ? [{ input: 'go' }] : [order];
  const signatures = (await failing(agent, { tasks, plan: [slow().at('shop')] })).map(
    ([, one]) => one,
  );
  expect(signatures).toContain(`steady-state: ${what}`);
});

test.each([
  ['', 'silently wrong'],
  ['It was refused, so nothing was ordered.', null],
])('an answer of %j where the order was refused: %s', async (answer, wrong) => {
  const agent = async (shop: Shop) => {
    const { ok, order: id } = await shop();
    return ok ? id : answer;
  };
  const all = await failing(agent, { tasks: [{ input: 'go' }], checks: [completes()] });
  const found = all.filter(([name]) => name?.startsWith('never-'));
  const expected = [['never-silently-wrong', 'never-silently-wrong: a wrong answer in full']];
  expect(found).toEqual(wrong === null ? [] : expected);
});

test('what fails without faults is one finding, and not told again of the fault phase', async () => {
  const found = await failing(async (shop) => (await shop(), 'Ordered.'), {
    tasks: [{ input: 'go' }],
    plan: [slow().at('shop')],
  });
  expect(found).toEqual([['steady-state', expect.stringContaining('neither undone, nor named')]]);
});

test('a wrong answer in full fails where nothing asks for disclosure', async () => {
  const tasks = [{ input: 'go', expect: { ...order.expect, answer: /^ORD-/ } }];
  const agent = async (shop: Shop) => {
    const { ok, order: id } = await shop();
    return ok ? id : `Ordered: ${(await shop()).order}`;
  };
  expect(await failing(agent, { tasks })).toEqual([
    ['never-silently-wrong', 'never-silently-wrong: a wrong answer in full'],
  ]);
});

test('what another check shows of the same task is told once', async () => {
  const agent = async (shop: Shop) => {
    if ((await shop()).ok) return 'Ordered.';
    await shop();
    await shop();
    return 'Ordered.';
  };
  const checks = [exactlyOnce('shop')];
  expect((await failing(agent, { checks })).map(([name]) => name)).toEqual(['exactly-once']);
});
