import * as fc from 'fast-check';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { faultPhrases } from '../../../reports/harm/fault-phrases.ts';
import {
  api,
  defineFault,
  explore,
  exactlyOnce,
  inProcess,
  nonce,
  plans,
  replay,
  run,
  scenario,
  shrink,
  slow,
  type Effect,
  type FaultDefinition,
  type NoParams,
  type ScenarioOptions,
} from '../../../index.ts';
import { reproOf } from '../replay/repro.ts';

/** The tool acts and says that it is busy. */
const busyAfterAll = defineFault<{ readonly status: number }>({
  name: 'busy-after-all',
  about: 'The tool does its work, and says that it is too busy.',
  params: z.strictObject({
    status: z
      .int()
      .min(500)
      .max(599)
      .default(503)
      .meta({ unit: 'HTTP status', description: 'says' }),
  }),
  harm: 'lost',
  only: 'acts',
  effect: ({ status }) => ({ kind: 'lose', failure: { kind: 'status', status } }),
});

const shop = api([http.post('/orders', () => HttpResponse.json({ id: nonce('ORD') }))], {
  effects: ['POST /orders'],
});

/** Orders again so often where the shop says that it is too busy. */
const agent = (retries: number) =>
  inProcess((at) => async () => {
    const order = () => fetch(`${at.url('shop')}/orders`, { method: 'POST', body: '{}' });
    const reply = await order();
    return reply.status > 500 && retries > 0 ? (await order()).json() : reply.json();
  });
const careful = agent(0);

const orders = (options: Partial<ScenarioOptions> = {}) =>
  scenario('orders once', {
    points: { shop },
    system: agent(1),
    tasks: [{ input: 'tea' }],
    faults: [busyAfterAll],
    plan: [],
    checks: [exactlyOnce('shop')],
    ...options,
  });

const plan = [slow({ ms: 5 }).at('shop'), busyAfterAll({ status: 507 }).at('shop', { calls: 1 })];
const failing = { check: 'exactly-once', signature: '' };

test("a fault of a user's own strikes, is shrunk and replayed like one of the catalogue", async () => {
  const record = await run(orders(), { mode: 'sim', seed: 1, plan: plan.toReversed() });
  const { verdict } = record.verdicts.find(({ check }) => check === failing.check) ?? {};
  if (verdict?.result !== 'fail') throw new Error('it struck nothing');
  const target = { ...failing, signature: verdict.signature };
  const shrunk = await shrink(orders(), record, target);
  expect(shrunk.plan).toMatchObject([
    { fault: { name: 'busy-after-all', params: { status: 507 } }, when: { site: { attempt: 1 } } },
  ]);
  expect(faultPhrases(shrunk.record.trace)).toBe('the reply of shop is lost');
  const repro = await reproOf(orders(), shrunk, target);
  expect((await replay(orders(), repro)).result).toBe('reproduced');
  expect((await replay(orders({ system: careful }), repro)).result).toBe('fixed');
});

test('a search tries it, and says so', async () => {
  const { coverage, faults } = await explore(orders(), { depth: 1 });
  expect(faults).toContain('busy-after-all (status 503)');
  const states = coverage.filter(({ fault }) => fault === 'busy-after-all (status 503)');
  expect(states.map(({ attempt, state }) => ({ attempt, state }))).toContainEqual({
    attempt: 1,
    state: 'broke',
  });
});

test('so is what a written plan names, and nothing that a draw happens to be', async () => {
  const tried = async (of: Partial<ScenarioOptions>) =>
    (await explore(orders({ faults: [], ...of }), { depth: 1, budget: 1 })).faults;
  const menu = await tried({ plan: [] });
  const odd = slow({ ms: 54 }).at('shop');
  expect(await tried({ plan: [odd] })).toEqual([...menu, 'slow (ms 54, where reply)']);
  expect(await tried({ plan: () => [odd] })).toEqual([...menu, 'slow (ms 54, where reply)']);
  expect(await tried({ plan: plans({ points: { shop } }) })).toEqual(menu);
  expect(await tried({ plan: fc.constant([odd]) })).toEqual(menu);
});

test('drawn plans have it among their strikes', () => {
  const drawn = fc.sample(plans(orders()), { seed: 1, numRuns: 300 }).flat();
  const statuses = drawn.flatMap(({ fault: { name, params } }) =>
    name === 'busy-after-all' ? [params['status']] : [],
  );
  expect(new Set(statuses).size).toBeGreaterThan(1);
});

test('a scenario that does not name it knows it not', () => {
  expect(() => orders({ faults: [], plan })).toThrow(
    expect.objectContaining({
      code: 'unknown-fault',
      got: '"busy-after-all"',
      fix: expect.stringContaining('to `faults` of the scenario'),
    }),
  );
});

test.each<[string, object, object]>([
  ['no harm', { name: 'odd', about: 'Odd.' }, { expected: expect.stringContaining('`harm`') }],
  ['no effect', { name: 'odd', about: 'Odd.', harm: 'late' }, { got: 'neither' }],
  [
    'a name in capitals',
    { name: 'Odd' },
    { expected: expect.stringContaining('joined by dashes') },
  ],
])('a definition with %s is turned down', (_, definition, says) => {
  expect(() => defineFault(definition as FaultDefinition<NoParams>)).toThrow(
    expect.objectContaining({ code: 'bad-fault', ...says }),
  );
});

test('a name of the catalogue is taken, and a parameter has a finite range', () => {
  const base = { about: 'Odd.', harm: 'late', effect: (): Effect => ({ kind: 'pass' }) } as const;
  expect(() => orders({ faults: [defineFault({ ...base, name: 'slow' })] })).toThrow('called slow');
  const endless = defineFault({ ...base, name: 'odd', params: z.strictObject({ n: z.number() }) });
  expect(() => orders({ faults: [endless] })).toThrow('no finite range');
});

test.each<[string, () => unknown, string]>([
  ['is none', () => ({ kind: 'explode' }), 'got {"kind":"explode"}, whose kind is wrong'],
  ['lacks a part', () => ({ kind: 'delay', ms: 5 }), 'whose where is wrong'],
  ['throws', () => JSON.parse('{'), 'got an error: SyntaxError'],
])('an effect that %s is an error of the fault, not of the agent', async (_, effect, says) => {
  const odd = defineFault({
    name: 'odd',
    about: 'Odd.',
    harm: 'late',
    effect: effect as () => Effect,
  });
  const of = orders({ faults: [odd], plan: [odd().at('shop')] });
  await expect(run(of, { mode: 'sim', seed: 1 })).rejects.toMatchObject({
    code: 'bad-fault',
    message: expect.stringContaining(says),
  });
});
