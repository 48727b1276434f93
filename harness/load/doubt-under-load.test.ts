import { http, HttpResponse } from 'msw';
import { expect, test, vi } from 'vitest';
import {
  api,
  check,
  eventsOf,
  inProcess,
  notApplicable,
  refuse,
  scenario,
  unknown,
  type Checker,
} from '../../index.ts';
import type { LoadOptions } from '../model/load/load-options.ts';
import { load } from './load.ts';

vi.setConfig({ testTimeout: 240_000 });

/** Tries up to three times. */
const agent = inProcess((at) => async () => {
  for (let n = 0; n < 3; n += 1) {
    const reply = await fetch(`${at.url('shop')}/order`, { method: 'POST' });
    if (reply.ok) return { status: 'done' };
  }
  return { status: 'failed' };
});

async function gatesOf(checks: readonly Checker[], slo: NonNullable<LoadOptions['slo']>) {
  const orders = scenario('orders', {
    points: { shop: api([http.post('/order', () => HttpResponse.json({}))]) },
    system: agent,
    tasks: [{ input: 'order' }],
    plan: [refuse({ status: 503 }).at('shop', { chance: 0.2 })],
    checks,
  });
  const phases = { fault: '30 s' } as const;
  const { gates } = await load(orders, { seed: 1, load: { rate: 20, phases, slo } });
  return (name: string) => gates.find(({ gate }) => gate === name);
}

test('a task of which a check cannot tell is right at most, so goodput is not passed with it', async () => {
  const unsure = check('unsure', (trace) =>
    eventsOf(trace, 'fault.hit').length > 0 ? unknown('it was struck') : true,
  );
  const bounds = { goodput: '>= 95 %', calls: '<= 1.4' };
  const open = await gatesOf([unsure], { ...bounds, 'check unsure': '<= 50 %' });
  expect(open('check unsure <= 50 %')?.result).toBe('pass');
  expect(open('goodput >= 95 %')?.result).toBe('unknown');
  expect(open('goodput >= 95 %')?.reason).toMatch(/right and in time .*; it cannot be told of \d+/);
  // Each attempt counts, and only those that are surely right can bear it.
  expect(open('calls <= 1.4')?.result).toBe('unknown');
  const sure = await gatesOf([check('sure', () => true)], bounds);
  expect([sure('goodput >= 95 %')?.result, sure('calls <= 1.4')?.result]).toEqual(['pass', 'pass']);
});

test('a bound on a phase that the load has not, or on a check that applies to no task, is unknown', async () => {
  const none = check('none', () => notApplicable('there is none'));
  const of = await gatesOf([none], { 'after.p99': '<= 1 s', 'check none': '<= 1 %' });
  for (const name of ['after.p99 <= 1 s', 'check none <= 1 %']) {
    expect(of(name)).toMatchObject({ phase: '', result: 'unknown' });
  }
});
