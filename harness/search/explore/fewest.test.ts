import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { lostReply, outage, rateLimit, refuse, slow } from '../../../faults/index.ts';
import { exactlyOnce } from '../../checks/exactly-once.ts';
import { check } from '../../model/trace/checker.ts';
import type { Plan } from '../../model/fault/plan.ts';
import type { Scenario } from '../../model/scenario.ts';
import { eventsOf } from '../../model/trace/trace.ts';
import { failed, passed } from '../../model/trace/verdict.ts';
import { api } from '../../points/api.ts';
import { nonce } from '../../points/context.ts';
import { inProcess } from '../../run/in-process.ts';
import { run } from '../../run/run.ts';
import { scenario } from '../../../index.ts';
import { explore } from './exploring.ts';
import { searched } from './searched.ts';
import { observe } from '../observe/observation.ts';
import { inThread } from '../executor/in-thread.ts';
import { findings } from './findings.ts';
import { shrink } from '../replay/shrink.ts';
import type { ShrinkOptions } from '../replay/shrink/trials.ts';

/**
 * Charges, asks for a receipt, and begins again where there is none: one failed receipt breaks it.
 */
const charging = scenario('it charges once', {
  points: {
    shop: api(
      () => [
        http.post('/charge', () => HttpResponse.json({ id: nonce('CH') })),
        http.get('/receipt/:id', () => HttpResponse.json({ ok: true })),
      ],
      { effects: ['POST /charge'] },
    ),
  },
  system: inProcess((at) => async () => {
    for (let n = 0; n < 4; n += 1) {
      const asked = { method: 'POST', signal: AbortSignal.timeout(9_000) };
      const reply = await fetch(`${at.url('shop')}/charge`, asked).catch(() => null);
      const { id = 'unknown' } = ((await reply?.json()) ?? {}) as { id?: string };
      const receipt = await fetch(`${at.url('shop')}/receipt/${id}`, {
        signal: AbortSignal.timeout(9_000),
      }).catch(() => null);
      if (receipt?.ok) return { status: 'done', id };
    }
    return { status: 'failed' };
  }),
  tasks: [{ input: 'Charge', expect: { effects: { 'POST /charge': 1 } } }],
  plan: searched({ depth: 2 }),
  checks: [exactlyOnce('shop')],
});

const receipt = { call: 'GET /receipt/:id' };

async function shrunken(of: Scenario, plan: Plan, options?: ShrinkOptions) {
  const record = await run(of, { mode: 'sim', seed: 1, plan });
  for (const { check: name, verdict } of record.verdicts) {
    if (verdict.result !== 'fail') continue;
    return await shrink(of, record, { check: name, signature: verdict.signature }, options);
  }
  throw new Error('the plan breaks nothing');
}

const named = (plan: Plan) => plan.map(({ fault, when }) => [fault.name, when.site?.attempt]);

describe('the fewest faults', () => {
  test('a strike follows its call, whose arguments come of the strike before', async () => {
    const both = [
      lostReply().at('shop', { calls: 1 }),
      refuse().at('shop', { ...receipt, calls: 1 }),
    ];
    const { plan, from } = await shrunken(charging, both);
    expect([named(plan), from]).toEqual([[['refuse', 1]], 2]);
    const { findings: found } = await explore(charging, { faults: [lostReply(), refuse()] });
    // By the check of the scenario, and by the outcome itself.
    expect(found.map((one) => one.plan.length)).toEqual([1, 1]);
  });

  test.for<readonly [how: string, plan: Plan]>([
    ['every call', [outage().at('shop', receipt)]],
    ['many calls', [refuse().at('shop', { ...receipt, calls: [1, 9] })]],
    ['the second', [refuse().at('shop', { ...receipt, calls: [1, 2] }), slow().at('shop')]],
  ])('%s is narrowed to one where one is enough', async ([, wide]) => {
    const { plan } = await shrunken(charging, wide);
    expect(plan).toHaveLength(1);
    expect(plan[0]?.when.site).toMatchObject({ attempt: 1 });
  });

  test('of all schedules that break a check in one way the smallest is kept', async () => {
    const known = findings(charging, { seed: 1, variant: 'careful', file: '' }, inThread(charging));
    const met = async (plan: Plan, atRun: number) => {
      const record = await run(charging, { mode: 'sim', seed: 1, plan });
      const observation = observe(record, { marks: new Map(), isCoarse: false });
      for (const one of observation.violations) await known.add(observation, one, 'so', atRun);
      return observation.violations.map(({ signature }) => signature);
    };
    const thrice = await met([refuse().at('shop', { ...receipt, calls: [1, 3] })], 5);
    expect(thrice).toEqual([expect.stringContaining('landed 4 times')]);
    await met([refuse().at('shop', { ...receipt, calls: 1 })], 9);
    expect(known.list()).toMatchObject([
      { atRun: 5, signature: expect.stringContaining('landed 2 times') as string },
    ]);
  });
});

/**
 * Reads pages, each named after all that failed before it: a strike that is left out renames them
 * all.
 */
const paging = scenario('it reads on', {
  points: { shop: api([http.get('/page/:id', () => HttpResponse.json({ ok: true }))]) },
  system: inProcess((at) => async () => {
    let id = '';
    for (let n = 0; n < 14; n += 1) {
      const reply = await fetch(`${at.url('shop')}/page/at${id}`);
      id = reply.ok ? `${id}-${n}` : `${id}+${n}`;
    }
    return { status: 'done' };
  }),
  tasks: [{ input: 'read' }],
  plan: [],
  checks: [
    check('heard', (trace) => {
      const hits = eventsOf(trace, 'fault.hit').filter(({ fault }) => fault === 'refuse');
      return hits.length > 4 ? failed('too much was refused', [], 'refused') : passed;
    }),
  ],
});

test('a plan whose every strike moves all the others leaves runs for the plan as it was written', async () => {
  const wide = [refuse().at('shop', { chance: 0.6 }), slow({ ms: 5 }).at('shop', { chance: 0.7 })];
  const { plan, runs } = await shrunken(paging, wide);
  expect(plan.map(({ fault }) => fault.name)).toEqual(['refuse']);
  expect(runs).toBeLessThan(200);
});

describe('no faults where none are needed', () => {
  test('what fails without any is shown without a plan', async () => {
    const wrong = {
      ...charging,
      checks: [check('always', () => failed('it always fails'))],
    };
    const { plan, record, runs } = await shrunken(wrong, [lostReply().at('shop', { calls: 1 })]);
    expect([plan, record.trace.plan, runs]).toEqual([[], [], 1]);
  });
});

describe('the least of each fault', () => {
  const patient = (limitMs: number) =>
    check('in-time', (trace) => {
      const [, start = 0, end = 0] = eventsOf(trace, 'phase').map(({ atMs }) => atMs);
      return end - start > limitMs ? failed('the fault phase took too long') : passed;
    });
  const waits = {
    ...charging,
    system: undefined,
    systems: [
      inProcess((at) => async () => {
        const reply = await fetch(`${at.url('shop')}/receipt/1`);
        const waitMs = Number(reply.headers.get('retry-after') ?? 0) * 1000;
        await new Promise((resolve) => setTimeout(resolve, waitMs));
        return { status: 'done' };
      }),
    ],
    tasks: [{ input: 'wait' }],
  };

  test.for<readonly [limitMs: number, plan: Plan, params: object]>([
    [20_000, [slow({ ms: 600_000 }).at('shop')], { ms: 30_000 }],
    [50, [slow({ ms: 45_000 }).at('shop')], { ms: 100 }],
    [2_000, [rateLimit({ retryAfterMs: 600_000 }).at('shop')], { retryAfterMs: 3_000 }],
    [590_000, [slow({ ms: 595_000 }).at('shop')], { ms: 595_000 }],
  ])('waits are as short as they may be: %i', async ([limitMs, plan, params]) => {
    const shrunk = await shrunken({ ...waits, checks: [patient(limitMs)] }, plan);
    expect(shrunk.plan.map(({ fault }) => fault.params)).toMatchObject([params]);
  });
});

test('a limit ends it with the smallest plan by then', async () => {
  const wide = [slow({ ms: 1 }).at('shop', { call: 'POST /charge' }), refuse().at('shop', receipt)];
  const { plan, runs } = await shrunken(charging, wide, { signal: AbortSignal.abort() });
  expect([plan, runs]).toEqual([wide, 0]);
  expect((await shrunken(charging, wide, { limitMs: -1 })).runs).toBe(0);
  const told: number[] = [];
  const some = await shrunken(charging, wide, { mostRuns: 3, onRun: (n) => told.push(n) });
  expect([some.runs, told]).toEqual([3, [1, 2, 3]]);
});
