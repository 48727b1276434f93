import { http, HttpResponse } from 'msw';
import { expect, test, vi } from 'vitest';
import {
  api,
  check,
  eventsOf,
  failed,
  inProcess,
  notApplicable,
  readTasks,
  refuse,
  scenario,
  unknown,
  type Checker,
  type ScenarioOptions,
  type Trace,
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

async function reportOf(checks: readonly Checker[], slo: NonNullable<LoadOptions['slo']>) {
  const orders = scenario('orders', {
    points: { shop: api([http.post('/order', () => HttpResponse.json({}))]) },
    system: agent,
    tasks: [{ input: 'order' }],
    plan: [refuse({ status: 503 }).at('shop', { chance: 0.2 })],
    checks,
  });
  const phases = { fault: '30 s' } as const;
  const {
    gates,
    phases: [fault],
  } = await load(orders, { seed: 1, load: { rate: 20, phases, slo } });
  return { gates: (name: string) => gates.find(({ gate }) => gate === name), fault };
}

const gatesOf = async (...args: Parameters<typeof reportOf>) => (await reportOf(...args)).gates;

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

test('a task that a check fails is not right, however it ended; one that no finding names is in doubt', async () => {
  const bounds = { goodput: '>= 95 %', 'check thrifty': '<= 60 %' };
  const twice = (trace: Trace) =>
    readTasks(trace).tasks.find(({ role, calls }) => role === 'during' && calls.length > 1);
  const calls = (trace: Trace) => eventsOf(trace, 'call.start').length > 2;
  const its = {
    named: check('thrifty', (trace) => {
      const task = twice(trace);
      return task ? failed(`task ${task.id} asks again`) : true;
    }),
    shown: check('thrifty', (trace) => {
      const task = twice(trace);
      return task ? failed('it asks again', [task.calls[1]!.start.seq]) : true;
    }),
    nameless: check('thrifty', (trace) => (calls(trace) ? failed('somebody asks again') : true)),
    never: check('thrifty', () => true),
  };
  for (const checker of [its.named, its.shown]) {
    const { gates, fault } = await reportOf([checker], bounds);
    expect(gates('goodput >= 95 %')?.result).toBe('fail');
    expect(gates('check thrifty <= 60 %')?.result).toBe('pass');
    // Some recovered, and are of no use.
    expect(fault?.outcomes.recovered).toBeGreaterThan(50);
    expect(fault?.right).toBe(fault?.outcomes.unaffected);
    expect(fault?.utility).toBeCloseTo((fault?.right ?? 0) / (fault?.offered ?? 1), 6);
  }
  const { gates, fault } = await reportOf([its.nameless], bounds);
  expect(gates('goodput >= 95 %')).toMatchObject({ result: 'unknown' });
  expect(gates('goodput >= 95 %')?.reason).toMatch(/it cannot be told of \d+/);
  expect(fault?.utility).toBeGreaterThan(0.95);
  const sound = await reportOf([its.never], bounds);
  expect(sound.gates('goodput >= 95 %')?.result).toBe('pass');
  expect(sound.fault?.utility).toBeGreaterThan(0.95);
});

test('a bound on a phase that the load has not, or on a check that applies to no task, is unknown', async () => {
  const none = check('none', () => notApplicable('there is none'));
  const of = await gatesOf([none], { 'after.p99': '<= 1 s', 'check none': '<= 1 %' });
  for (const name of ['after.p99 <= 1 s', 'check none <= 1 %']) {
    expect(of(name)).toMatchObject({ phase: '', result: 'unknown' });
  }
});

test("a page in place of the object that a task is answered by otherwise may be nobody's answer", async () => {
  const page = '<!doctype html><title>Portal</title><p>Welcome</p>';
  const goodput = async (usual: unknown, struck: unknown, more: Partial<ScenarioOptions> = {}) => {
    const asked = scenario('looks', {
      points: { shop: api([http.get('/item', () => HttpResponse.json({}))]) },
      system: inProcess((at) => async () => {
        const reply = await fetch(`${at.url('shop')}/item`);
        return reply.ok ? usual : struck;
      }),
      tasks: [{ input: 'look' }],
      plan: [refuse({ status: 503 }).at('shop', { chance: 0.3 })],
      checks: [check('any', () => true)],
      ...more,
    });
    const phases = { baseline: '10 s', fault: '30 s' } as const;
    const slo = { 'during.goodput': '>= 90 %' };
    const { gates } = await load(asked, { seed: 1, load: { rate: 20, phases, slo } });
    return gates.find(({ gate }) => gate === 'during.goodput >= 90 %')?.result;
  };
  const item = { item: 'tea' };
  expect(await goodput(item, page)).toBe('unknown');
  expect(await goodput(item, { cached: 'tea' })).toBe('pass');
  expect(await goodput(page, page)).toBe('pass');
  expect(await goodput(item, page, { disposition: () => 'full' })).toBe('pass');
});
