import { http, HttpResponse } from 'msw';
import { expect, test, vi } from 'vitest';
import {
  api,
  check,
  completes,
  eventsOf,
  exactlyOnce,
  inProcess,
  lostReply,
  nonce,
  notApplicable,
  recovers,
  scenario,
  unknown,
  type Checker,
} from '../../index.ts';
import type { LoadOptions } from '../model/load/load-options.ts';
import type { LoadReport } from '../model/load/load-report.ts';
import { load } from './load.ts';

vi.setConfig({ testTimeout: 120_000 });

const shop = api([http.post('/order', () => HttpResponse.json({ id: nonce('OR') }))], {
  effects: ['POST /order'],
});

/** Orders again where the reply was lost: so it has ordered twice. */
const hasty = inProcess((at) => async () => {
  for (let n = 0; n < 3; n += 1) {
    const reply = await fetch(`${at.url('shop')}/order`, { method: 'POST' }).catch(() => null);
    if (reply?.ok) return { status: 'done', order: ((await reply.json()) as { id: string }).id };
  }
  return { status: 'failed' };
});

function put(
  checks: readonly Checker[],
  slo: NonNullable<LoadOptions['slo']> = {},
  chance = 0.2,
): Promise<LoadReport> {
  const orders = scenario('orders once', {
    points: { shop },
    system: hasty,
    tasks: [{ input: 'order', expect: { effects: { 'POST /order': 1 } } }],
    plan: [lostReply().at('shop', { chance })],
    checks,
  });
  const phases = { baseline: '5 s', fault: '30 s', recovery: '30 s' } as const;
  return load(orders, { seed: 1, load: { rate: 20, phases, slo: { unsafe: '<= 90 %', ...slo } } });
}

const gates = ({ gates: all }: LoadReport, name: string) =>
  all.filter(({ gate }) => gate === name).map(({ phase, result }) => [phase, result]);

test('one task that fails a check fails the load, with its evidence', async () => {
  const report = await put([completes(), exactlyOnce('shop')]);
  expect(gates(report, 'exactly-once')).toEqual([['', 'fail']]);
  expect(gates(report, 'completes')).toEqual([['', 'pass']]);
  const once = report.checks.find(({ check: name }) => name === 'exactly-once');
  const fault = report.phases.find(({ name }) => name === 'fault');
  const [its, ...others] = once?.phases ?? [];
  expect(others).toEqual([]);
  expect(its).toMatchObject({ phase: 'fault', unknown: 0, notApplicable: 0 });
  expect((its?.passed ?? 0) + (its?.failed ?? 0)).toBe(fault?.offered);
  expect(its?.failed).toBe(fault?.outcomes.unsafe);

  const worst = once?.worst;
  expect(worst).toMatchObject({ phase: 'fault', outcome: 'unsafe' });
  expect(worst?.reason).toContain(worst?.task);
  const kept = report.kept.find(({ task }) => task === worst?.task);
  const shown = kept?.trace.events.filter(({ seq }) => worst?.evidence.includes(seq)) ?? [];
  expect(shown.map(({ kind }) => kind)).toContain('effect');
});

test('a bound says how many may fail it, and holds where its interval lies under it', async () => {
  const checks = [exactlyOnce('shop')];
  const lax = await put(checks, { 'check exactly-once': '<= 40 %' });
  expect(gates(lax, 'check exactly-once <= 40 %')).toEqual([['fault', 'pass']]);
  expect(gates(lax, 'exactly-once')).toEqual([]);
  const strict = await put(checks, { 'check exactly-once': '<= 2 %' });
  expect(gates(strict, 'check exactly-once <= 2 %')).toEqual([['fault', 'fail']]);
  const near = await put(checks, { 'check exactly-once': '<= 20 %' });
  expect(gates(near, 'check exactly-once <= 20 %')).toEqual([['fault', 'unknown']]);
});

test('a bound for one role leaves the others without any that may fail', async () => {
  const flaky = check('no second try', (trace) => eventsOf(trace, 'call.start').length <= 2);
  const report = await put([flaky], { 'after.check no second try': '<= 50 %' });
  expect(gates(report, 'after.check no second try <= 50 %')).toEqual([['recovery', 'pass']]);
  expect(gates(report, 'no second try')).toEqual([['', 'fail']]);
});

test('what cannot be told of some tasks passes neither alone nor within a bound', async () => {
  const unsure = check('unsure', (trace) =>
    eventsOf(trace, 'fault.hit').length > 0 ? unknown('it was struck') : true,
  );
  const alone = await put([unsure]);
  expect(gates(alone, 'unsure')).toEqual([['', 'unknown']]);
  expect(alone.gates.find(({ gate }) => gate === 'unsure')?.reason).toContain('it was struck');
  const bounded = await put([unsure], { 'check unsure': '<= 10 %' });
  expect(gates(bounded, 'check unsure <= 10 %')).toEqual([
    ['fault', 'unknown'],
    ['recovery', 'pass'],
  ]);
  expect(bounded.result).toBe('unknown');
});

test('checks over the whole run, and those that never apply, are named as not judged', async () => {
  const never = check('never', () => notApplicable('there is none'));
  const compares = check('compares', () => false, { over: 'run' });
  const { unjudged, gates: all } = await put([recovers(), never, compares]);
  expect(unjudged).toEqual([
    { check: 'compares', why: 'it compares tasks of a run' },
    { check: 'never', why: 'there is none' },
  ]);
  // Once, as what stands for it.
  expect(all.filter(({ gate }) => gate === 'recovers')).toHaveLength(1);
  expect(all.map(({ gate }) => gate)).not.toContain('never');
  expect(all.map(({ gate }) => gate)).not.toContain('compares');
});

test.each([
  ['check exactly-onse', 'Did you mean exactly-once'],
  ['check recovers', 'judged task by task'],
  ['before.check exactly-once', 'tasks of the baseline'],
])('a bound on %s is refused', async (key, words) => {
  await expect(put([exactlyOnce('shop'), recovers()], { [key]: '<= 1 %' })).rejects.toThrow(words);
});
