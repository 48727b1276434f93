import * as fc from 'fast-check';
import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { check } from '../model/trace/checker.ts';
import type { Plan } from '../model/fault/plan.ts';
import type { SeenCall } from '../model/trace/seen-call.ts';
import { eventsOf } from '../model/trace/trace.ts';
import { passed } from '../model/trace/verdict.ts';
import { api } from '../points/api.ts';
import { provider } from '../provider/provider.ts';
import { inProcess } from '../run/in-process.ts';
import { callsOf, run } from '../run/run.ts';
import { defineFault, plans, scenario } from '../../index.ts';
import { catalogue } from '../../faults/catalogue.ts';
import { struckOf } from './changes-reply.ts';
import { checkPlan, planTargets } from './check-plan.ts';
import {
  cleanCut,
  crash,
  lostReply,
  replan,
  truncatedToolArguments,
  unknownTool,
} from '../../faults/index.ts';
import { lies } from '../../faults/menu.ts';

const points = {
  shop: api(
    [
      http.get('/price', () => HttpResponse.json({ price: 3 })),
      http.post('/order', () => HttpResponse.json({ id: 7 })),
      http.post('/never', () => HttpResponse.json({ id: 8 })),
    ],
    { effects: ['POST /order', 'POST /never'] },
  ),
  idle: api([http.get('/x', () => HttpResponse.json({}))]),
};

/** Asks for the price twice, then orders; what fails it leaves. */
const asking = scenario('it asks and orders', {
  points,
  system: inProcess((at) => async () => {
    const ask = (path: string, method = 'GET') =>
      fetch(`${at.url('shop')}/${path}`, { method })
        .then((reply) => reply.text())
        .catch(() => '');
    await ask('price');
    await ask('price');
    await ask('order', 'POST');
    return { status: 'done' };
  }),
  tasks: [{ input: 'go', expect: { effects: { 'POST /order': 1 } } }],
  plan: plans({ points }),
  checks: [check('fine', () => passed)],
});

test('a call that the point lists no label of is not aimed at, for a plan may not name it', async () => {
  const [price, order] = await callsOf(asking);
  const calls = [order!, { ...price!, label: 'GET /mcp' }];
  const within = planTargets({ points, systems: [], faults: catalogue });
  const drawn = fc.sample(plans({ points }).from(calls), { seed: 1, numRuns: 300 });
  for (const plan of drawn) expect(() => checkPlan(plan, within)).not.toThrow();
  const aimed = new Set(drawn.flat().map(({ when }) => when.call));
  expect(aimed).toContain('POST /order');
  expect(aimed).not.toContain('GET /mcp');
});

test('the calls of a scenario are those of its fault phase, without faults', async () => {
  const called = { point: 'shop', has: ['request', 'value', 'memory'], streamed: false };
  const replied = (meaning: object) => ({ input: null, meaning, streamed: false });
  const price = replied({ price: 3 });
  expect(await callsOf(asking)).toEqual([
    { ...called, label: 'GET /price', times: 2, acts: false, replies: [price, price] },
    { ...called, label: 'POST /order', times: 1, acts: true, replies: [replied({ id: 7 })] },
  ]);
});

describe('plans drawn from calls', () => {
  const drawn = async (options = {}) =>
    fc.sample(plans(asking, { calls: await callsOf(asking), ...options }), {
      seed: 1,
      numRuns: 500,
    });
  const strikes = async () => (await drawn()).flat();

  test('are such as the scenario takes, and aim at what is called', async () => {
    for (const plan of await drawn())
      expect(() => checkPlan(plan, planTargets(asking))).not.toThrow();
    const aims = new Set((await strikes()).map(({ at, when }) => `${at} ${when.call}`));
    expect(aims).toEqual(new Set(['shop GET /price', 'shop POST /order']));
  });

  test('hold no fault that can do nothing there, no lie, and crash one call only', async () => {
    const all = await strikes();
    const names = new Set(all.map(({ fault }) => fault.name));
    for (const { name } of [...lies, cleanCut()]) expect(names).not.toContain(name);
    const crashes = all.filter(({ fault }) => fault.name === crash().name);
    expect(crashes.length).toBeGreaterThan(5);
    for (const { when } of crashes) expect(when.calls).toBeTypeOf('number');
  });

  test('strike what they are told to where nothing else is said', async () => {
    const only = await drawn({ faults: [lostReply(), ...lies] });
    expect(new Set(only.flat().map(({ fault }) => fault.name))).toContain('wrong-shape');
  });
});

test('a fault that says what was said before strikes where something else is said since', () => {
  const before = defineFault({
    name: 'before',
    about: 'The reply before, again.',
    harm: 'false',
    needs: ['value'],
    effect: (_params, _call, { lastGood }) => ({
      kind: 'alter',
      how: 'before',
      alter: (meaning) => lastGood ?? meaning,
    }),
  });
  const struck = (pages: readonly number[]) => {
    const replies = pages.map((page) => ({ input: null, meaning: { page }, streamed: false }));
    const call = { point: 'shop', has: ['value'] as const, label: 'GET /page', streamed: false };
    return struckOf(before(), { ...call, times: pages.length, acts: false, replies });
  };
  expect(struck([1, 1, 2])).toEqual([1, 3]);
  expect(struck([1, 1])).toBeNull();
});

test('a scenario that draws its plan is struck in every run', async () => {
  const seen: Plan[] = [];
  for (let seed = 1; seed <= 60; seed += 1) {
    const { trace } = await run(asking, { mode: 'sim', seed });
    expect(eventsOf(trace, 'fault.hit').length, JSON.stringify(trace.plan)).toBeGreaterThan(0);
    seen.push(trace.plan);
  }
  const again = await run(asking, { mode: 'sim', seed: 7 });
  expect(again.trace.plan).toEqual(seen[6]);
  expect(new Set(seen.map((plan) => JSON.stringify(plan))).size).toBeGreaterThan(40);
});

const model = provider({
  script: ({ result }) => (result('look') ? 'There it is.' : { call: { name: 'look', args: {} } }),
});

/** Its first turn calls a tool, its second one does not; or both say something only. */
const looking = (tools: readonly object[], streams: boolean) =>
  scenario('it looks and tells', {
    points: { model },
    system: inProcess((at) => async () => {
      const messages: object[] = [{ role: 'user', content: 'Where is it?' }];
      const ask = (stream: boolean) => {
        const body = JSON.stringify({ model: 'gpt-5', messages, tools, stream });
        return fetch(`${at.url('model')}/chat/completions`, { method: 'POST', body })
          .then((reply) => reply.text())
          .catch(() => '');
      };
      const [call] = (await ask(false)).match(/call_\w+/) ?? [];
      const calls = [{ id: call, type: 'function', function: { name: 'look', arguments: '{}' } }];
      messages.push({ role: 'assistant', content: null, tool_calls: calls });
      messages.push({ role: 'tool', tool_call_id: call, content: '"there"' });
      await ask(streams);
      return { status: 'done' };
    }),
    tasks: [{ input: 'go' }],
    plan: plans({ points: { model } }, { most: 1 }),
    checks: [check('fine', () => passed)],
  });

const look = { type: 'function', function: { name: 'look', parameters: {} } };

test.each([
  ['that calls a tool in one turn of two', [look], false],
  ['that streams one turn of two', [look], true],
])('each single strike at a model %s strikes', async (_, tools, streams) => {
  const one = looking(tools, streams);
  const drawn = new Set<string>();
  for (let seed = 1; seed <= 150; seed += 1) {
    const { trace } = await run(one, { mode: 'sim', seed });
    expect(eventsOf(trace, 'fault.hit').length, JSON.stringify(trace.plan)).toBeGreaterThan(0);
    drawn.add(trace.plan[0]?.fault.name ?? '');
  }
  expect(drawn).toContain('unknown-tool');
  expect(drawn).toContain('garble-json');
  expect(drawn.has('slow-tokens')).toBe(streams);
});

test('a fault that would change no reply of a call is not drawn for it, or given', () => {
  const turn = { text: 'Hello.', toolCalls: [], finish: 'stop' };
  const reply = { input: null, meaning: turn, streamed: false };
  const called = { point: 'model', label: 'chat', has: ['request', 'turn'], acts: false } as const;
  const call: SeenCall = { ...called, times: 1, streamed: false, replies: [reply] };
  const names = (given: object) =>
    new Set(
      fc
        .sample(plans({ points: { model } }, { calls: [call], ...given }), {
          seed: 1,
          numRuns: 600,
        })
        .flatMap((plan) => plan.map(({ fault }) => fault.name)),
    );
  const drawn = names({});
  for (const { name } of [unknownTool(), replan(), truncatedToolArguments()])
    expect(drawn).not.toContain(name);
  expect(drawn).toContain('empty-content');
  expect(names({ faults: [unknownTool(), lostReply()] })).toEqual(new Set(['lost-reply']));
});

test("without calls, too, a crash strikes one call only, also one of a user's own", () => {
  const died = defineFault({
    name: 'died',
    about: 'The agent dies.',
    harm: 'dies',
    effect: () => ({ kind: 'crash', acts: false }),
  })();
  const own = fc.sample(plans(asking, { faults: [died] }), { seed: 1, numRuns: 100 }).flat();
  expect(own.length).toBeGreaterThan(5);
  for (const { when } of own) expect(when.calls).toBeTypeOf('number');
  const all = fc.sample(plans({ points }), { seed: 1, numRuns: 500 }).flat();
  const crashes = all.filter(({ fault }) => fault.name === crash().name);
  expect(crashes.length).toBeGreaterThan(5);
  for (const { when } of crashes) expect(when.calls).toBeTypeOf('number');
});
