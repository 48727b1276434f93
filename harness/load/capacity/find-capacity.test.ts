import { expect, test } from 'vitest';
import { api, completes, http, HttpResponse, inProcess, scenario } from '../../../index.ts';
import { capacitySchema } from '../../model/load/capacity.ts';
import { fifo } from '../fifo-fixture.ts';
import { findCapacity, type FindCapacityOptions } from './find-capacity.ts';

const limitMs = 120_000;
const found = (more: Partial<FindCapacityOptions> = {}, given: FindCapacityOptions['load'] = {}) =>
  findCapacity(fifo({ retries: 0 }), {
    seed: 1,
    load: {
      rate: 80,
      arrivals: 'constant',
      phases: { baseline: '25 s' },
      slo: { goodput: '>= 99 %', recovery: '<= 5 s' },
      ...given,
    },
    ...more,
  });

test('a server that does 100 a second', { timeout: limitMs }, async () => {
  const { capacity, report } = await found();
  const { holdsAt, failsAt, result, reason, bounds } = capacity;
  expect(holdsAt).toBeGreaterThan(95);
  expect(holdsAt).toBeLessThanOrEqual(100);
  expect(failsAt).toBeGreaterThan(100);
  expect(failsAt).toBeLessThan(105);
  expect(report).toMatchObject({ rate: failsAt, plan: [], result: 'fail' });
  expect([result, bounds]).toEqual(['pass', ['goodput >= 99 %']]);
  expect(reason).toMatch(/^goodput >= 99 %: \d/);
  expect(capacitySchema.parse(JSON.parse(JSON.stringify(capacity)))).toEqual(capacity);
});

test(
  'a bound that would be broken only later does not hold, since it is over-saturated',
  { timeout: limitMs },
  async () => {
    // Nothing fails within 6 s, but each second 10 more wait.
    const patient = scenario('patient', {
      points: {
        shop: api([http.get('/', () => HttpResponse.json({}))], {
          capacity: { workers: 1, service: '20 ms' },
        }),
      },
      system: inProcess((at) => async () => {
        await fetch(at.url('shop'));
        return { status: 'done' };
      }),
      tasks: [{ input: 'look' }],
      plan: [],
      checks: [completes()],
      deadline: '5 min',
    });
    const load = {
      rate: 55,
      arrivals: 'constant',
      phases: { baseline: '10 s' },
      slo: { goodput: '>= 50 %' },
    } as const;
    const { capacity } = await findCapacity(patient, { seed: 1, load });
    const { trials, failsAt } = capacity;
    expect(trials[0]).toMatchObject({ rate: 55, lastsMs: 40_000, result: 'fail' });
    expect(trials[0]?.goodput?.value).toBe(1);
    expect(trials[0]?.reason).toMatch(/^over-saturated: tasks open at once rise/);
    expect(failsAt).toBeLessThanOrEqual(55);
  },
);

test('one that is stopped says what was shown', { timeout: limitMs }, async () => {
  const stop = new AbortController();
  const onRate = (rate: number) => {
    if (rate === 160) stop.abort();
  };
  const { capacity, report } = await found({ signal: stop.signal, onRate });
  expect(report).toBeNull();
  expect(capacity).toMatchObject({
    holdsAt: 80,
    failsAt: null,
    cut: 'stopped at 160 tasks a second',
    result: 'unknown',
  });
});

test('an agent that is never right holds at no rate', { timeout: limitMs }, async () => {
  const broken = inProcess(() => () => Promise.resolve({ status: 'failed' }));
  const { capacity } = await findCapacity(
    { ...fifo({ retries: 0 }), systems: [broken] },
    { seed: 1, load: { rate: 20, phases: { baseline: '5 s' }, slo: { p99: '<= 1 s' } } },
  );
  expect(capacity).toMatchObject({ holdsAt: null, result: 'fail' });
  expect(capacity.reason).toContain('the baseline itself is not good: 0 %');
});

test('without a bound there is nothing to hold', async () => {
  await expect(found({}, { slo: { 'after.p99': '<= 1 s' } })).rejects.toThrow('a bound');
  await expect(found({}, { phases: { fault: '5 s' } })).rejects.toThrow('a baseline phase');
});
