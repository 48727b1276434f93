import { expect, test } from 'vitest';
import { lostReply, outage, refuse, slow } from '../../../faults/index.ts';
import { api } from '../../points/api.ts';
import { nonce } from '../../points/context.ts';
import { http, HttpResponse } from 'msw';
import { exactlyOnce } from '../../checks/exactly-once.ts';
import { check } from '../../model/trace/checker.ts';
import { eventsOf } from '../../model/trace/trace.ts';
import { failed, passed } from '../../model/trace/verdict.ts';
import type { Plan } from '../../model/fault/plan.ts';
import { inProcess } from '../../run/in-process.ts';
import { run } from '../../run/run.ts';
import { scenario } from '../../../index.ts';
import { replay } from './replay.ts';
import { reproOf } from './repro.ts';
import { failsSo, shrink } from './shrink.ts';

/** Books again when the first try is lost, but only if the price service was down as well. */
function forgetful(isFixed = false) {
  return inProcess((at) => async () => {
    const price = await fetch(`${at.url('prices')}/price`).catch(() => null);
    const book = () => fetch(`${at.url('flights')}/book`, { method: 'POST' }).catch(() => null);
    const first = await book();
    if (!first && !price?.ok && !isFixed) await book();
    return 'done';
  });
}

const flaky = scenario('two faults break it', {
  points: {
    prices: api([http.get('/price', () => HttpResponse.json({ price: 3 }))]),
    flights: api([http.post('/book', () => HttpResponse.json({ id: nonce('BK') }))], {
      effects: ['POST /book'],
    }),
  },
  system: forgetful(),
  tasks: [{ input: 'go', expect: { effects: { 'POST /book': 1 } } }],
  plan: [],
  checks: [exactlyOnce()],
  mutants: { fixed: { system: forgetful(true), by: 'exactly-once' } },
});

const noisy: Plan = [
  slow({ ms: 10 }).at('prices', { calls: 7 }),
  outage().at('prices'),
  slow({ ms: 5, where: 'reply' }).at('flights', { calls: 2 }),
  lostReply().at('flights', { calls: [1, 2] }),
  refuse({ status: 500 }).at('flights', { calls: 9 }),
];

async function shrunken() {
  const record = await run(flaky, { mode: 'sim', seed: 1, plan: noisy });
  const verdict = record.verdicts.find(({ check }) => check === 'exactly-once')?.verdict;
  if (verdict?.result !== 'fail') throw new Error('the noisy plan should break it');
  const target = { check: 'exactly-once', signature: verdict.signature };
  return { target, shrunk: await shrink(flaky, record, target) };
}

test('what is left is 1-minimal, still fails so, and every strike strikes', async () => {
  const { shrunk, target } = await shrunken();
  expect(shrunk.plan.map(({ fault }) => fault.name).toSorted()).toEqual(['lost-reply', 'outage']);
  expect(failsSo(shrunk.record, target)).toBe(true);
  const hits = new Set(eventsOf(shrunk.record.trace, 'fault.hit').map(({ strike }) => strike));
  expect(hits.size).toBe(shrunk.plan.length);
  for (const [index] of shrunk.plan.entries()) {
    const plan = shrunk.plan.filter((_, other) => other !== index);
    const record = await run(flaky, { mode: 'sim', seed: 1, plan });
    expect(failsSo(record, target)).toBe(false);
  }
});

test('a replay says reproduced, fixed, stale or nondeterministic', async () => {
  const { shrunk, target } = await shrunken();
  const repro = await reproOf(flaky, shrunk, target);
  expect((await replay(flaky, repro)).result).toBe('reproduced');
  expect((await replay(flaky, repro, 'fixed')).result).toBe('fixed');
  const elsewhere = { ...repro, plan: [outage().at('prices', { calls: 5 })] };
  expect((await replay(flaky, elsewhere)).result).toBe('stale');
  expect((await replay(flaky, { ...repro, check: 'gone' })).result).toBe('stale');
  let count = 0;
  const moody = {
    ...flaky,
    tasks: [
      {
        get input() {
          return (count += 1);
        },
      },
    ],
  };
  expect((await replay(moody, repro)).result).toBe('nondeterministic');
});

test('without each strike of a minimal plan the check passes, and that is told of each', async () => {
  const { shrunk } = await shrunken();
  expect(shrunk.without).toEqual(['passes', 'passes']);
});

test('without its only strike it is a run without faults; where there are no runs, nothing is known', async () => {
  const plan = [lostReply().at('flights', { calls: 1 }), outage().at('prices')];
  const record = await run(flaky, { mode: 'sim', seed: 1, plan });
  const verdict = record.verdicts.find(({ check }) => check === 'exactly-once')?.verdict;
  const signature = verdict?.result === 'fail' ? verdict.signature : '';
  const target = { check: 'exactly-once', signature };
  const untried = await shrink(flaky, record, target, { mostRuns: 0 });
  expect(untried.without).toEqual(['not-tried', 'not-tried']);
});

/** Gives up once it was refused twelve times. */
const refusedOften = scenario('twelve refusals break it, no fewer', {
  points: {
    flights: api([http.get('/seats', () => HttpResponse.json({ free: 3 }))]),
  },
  system: inProcess((at) => async () => {
    for (let left = 12; left > 0; left -= 1) {
      if ((await fetch(`${at.url('flights')}/seats`)).ok) return 'done';
    }
    throw new Error('refused');
  }),
  tasks: [{ input: 'go' }],
  plan: [refuse({ status: 503 }).at('flights')],
  checks: [
    check('goes on', (trace) =>
      eventsOf(trace, 'task.end').some(({ ending }) => ending.how === 'failed')
        ? failed('it gave up')
        : passed,
    ),
  ],
});

test('one strike that takes all its calls is kept as written, each call tried once alone', async () => {
  const record = await run(refusedOften, { mode: 'sim', seed: 1 });
  const verdict = record.verdicts.find(({ check: name }) => name === 'goes on')?.verdict;
  if (verdict?.result !== 'fail') throw new Error('the plan should break it');
  const target = { check: 'goes on', signature: verdict.signature };
  const { plan, runs } = await shrink(refusedOften, record, target);
  expect(plan).toEqual(refusedOften.plan(1));
  expect(runs).toBeLessThanOrEqual(1 + 12);
});
