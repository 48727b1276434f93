import { http, HttpResponse } from 'msw';
import { expect, test, vi } from 'vitest';
import {
  api,
  check,
  inProcess,
  lostReply,
  nonce,
  refuse,
  scenario,
  type Plan,
} from '../../../index.ts';
import type { LoadOptions } from '../../model/load/load-options.ts';
import { load } from '../load.ts';

vi.setConfig({ testTimeout: 120_000 });

const shop = api([http.post('/order', () => HttpResponse.json({ id: nonce('OR') }))], {
  effects: ['POST /order'],
});

/** Asks once, and again at once where the reply is lost. */
const agent = inProcess((at) => async () => {
  const order = () => fetch(`${at.url('shop')}/order`, { method: 'POST' });
  const reply = await order().catch(order);
  return reply.ok ? { status: 'done' } : { status: 'failed', text: 'The shop is closed.' };
});

function put(plan: Plan, options: LoadOptions) {
  const orders = scenario('orders', {
    points: { shop },
    system: agent,
    tasks: [{ input: 'order', expect: { effects: { 'POST /order': 1 } } }],
    plan,
    checks: [check('any', () => true)],
  });
  const phases = { baseline: '5 s', fault: '30 s', recovery: '5 s' } as const;
  return load(orders, { seed: 1, load: { rate: 20, arrivals: 'constant', phases, ...options } });
}

const closed = (chance: number) => [refuse({ status: 503 }).at('shop', { chance })];
const undecided = { 'during.goodput': '>= 50 %' };

test('a phase goes on while a bound on it is undecided, and no longer than it may', async () => {
  const report = await put(closed(0.5), { slo: undecided, extend: 2 });
  const [before, during, after] = report.phases;
  expect(before).toMatchObject({ fromMs: 0, toMs: 5_000, extendedMs: 0, offered: 100 });
  expect(during).toMatchObject({ fromMs: 5_000, toMs: 65_000, extendedMs: 30_000 });
  expect(during?.offered).toBe(1200);
  expect(report.faults[0]?.spells).toEqual([[5_000, 65_000]]);
  expect(after).toMatchObject({ fromMs: 65_000, toMs: 70_000, extendedMs: 0, offered: 100 });
  const [gate] = report.gates;
  expect(gate).toMatchObject({ gate: 'during.goodput >= 50 %', result: 'unknown' });
});

test('it ends once the bound is decided, and does not go on unless asked to', async () => {
  const asked = await put(closed(0.44), { slo: undecided, extend: 20 });
  const [, during] = asked.phases;
  expect(asked.gates[0]).toMatchObject({ result: 'pass' });
  expect(during?.extendedMs).toBeLessThan(300_000);
  const plain = await put(closed(0.5), { slo: undecided });
  expect(plain.phases.map(({ toMs }) => toMs)).toEqual([5_000, 35_000, 40_000]);
});

test('a load ends once a bound surely fails, and says so', async () => {
  const slo = { goodput: '>= 99 %' };
  const report = await put(closed(0.9), { slo, abortOnFail: 0 });
  expect(report.cut).toMatch(/^ended in phase fault, since a gate fails: goodput >= 99 %: /);
  expect(report.phases.map(({ name }) => name)).toEqual(['baseline', 'fault']);
  const [, during] = report.phases;
  expect(during?.offered).toBeLessThan(600);
  expect(during?.started).toBe(during?.done);
  expect(report.result).toBe('fail');
  expect(report.gates.filter(({ result }) => result === 'pass')).toEqual([]);

  const later = await put(closed(0.9), { slo, abortOnFail: '10 s' });
  expect(later.phases[1]?.offered).toBe((during?.offered ?? 0) + 200);
});

test('one task that does what none may ends it, one that may not does not', async () => {
  const twice = [lostReply().at('shop', { calls: [100, 100] })];
  const report = await put(twice, { abortOnFail: 0 });
  expect(report.cut).toMatch(/since a gate fails: never unsafe: 1 in fault/);
  const bounded = await put(twice, { abortOnFail: 0, slo: { unsafe: '<= 50 %' } });
  expect(bounded.cut).toBeNull();
  expect(bounded.phases).toHaveLength(3);
});
