import { expect, test } from 'vitest';
import {
  api,
  http,
  HttpResponse,
  inProcess,
  nonce,
  refuse,
  scenario,
  standardChecks,
} from '../../../index.ts';
import { fifo } from '../fifo-fixture.ts';
import { curveSchema } from '../../model/load/curve.ts';
import type { LoadOptions } from '../../model/load/load-options.ts';
import { load } from '../load.ts';
import { sweepOf, type SweepOptions } from './sweep.ts';

const limitMs = 120_000;
const short: LoadOptions = {
  rate: 30,
  within: '1 s',
  phases: { baseline: '2 s', fault: '5 s', recovery: '60 s' },
  slo: { goodput: '>= 90 %' },
};
const prepared = (sweep: string, more: Partial<SweepOptions> = {}) =>
  sweepOf(fifo({ retries: 0 }), { sweep, seeds: 5, seed: 1, load: short, ...more });

test('goodput over the rate of a server that does 100 a second', { timeout: limitMs }, async () => {
  const sweep = await prepared('rate=50..200/2', { plan: [] });
  // No fault, so the baseline is measured.
  expect(sweep).toMatchObject({ levels: 2, loads: 10, mode: 'sim', lastsMs: 20_000 });
  const { curve, report } = await sweep.run();
  expect(curve).toMatchObject({ phase: 'baseline', phaseMs: 2000, result: 'fail', cut: null });
  expect(curve.knee).toEqual({ holdsAt: 50, failsAt: 200 });
  // Of the level that misses the bound, the load that missed it most.
  const least = Math.min(
    ...(curve.levels[1]?.runs.map(({ right, offered }) => right / offered) ?? []),
  );
  expect(report).toMatchObject({ rate: 200, phases: [{ goodput: { value: least } }] });
  expect(report?.kept.length).toBeGreaterThan(0);
  expect(curveSchema.parse(JSON.parse(JSON.stringify(curve)))).toEqual(curve);
});

test('goodput over what the fault does, the same each time', { timeout: limitMs }, async () => {
  const once = async () => ({
    ...(await (await prepared('slow.ms=1..40/2')).run()).curve,
    tookMs: 0,
  });
  const curve = await once();
  expect(curve).toMatchObject({ phase: 'fault', axis: { strike: 0, values: [1, 40] } });
  expect(curve.levels[0]?.goodput?.value).toBe(1);
  // It does 20 a second of 30, and the queue makes most of them late.
  expect(curve.levels[1]?.goodput?.high).toBeLessThan(0.9);
  expect(curve.levels[1]?.runs.map(({ hits }) => (hits ?? 0) > 50)).toEqual(Array(5).fill(true));
  expect(curve.start?.value).toBe(1);
  expect(JSON.stringify(await once())).toBe(JSON.stringify(curve));
});

test(
  'a sweep that is stopped leaves the levels that there were',
  { timeout: limitMs },
  async () => {
    const stop = new AbortController();
    const sweep = await prepared('slow.ms=1..40/3', { signal: stop.signal });
    const { curve, report } = await sweep.run(({ level, nth }) => {
      if (level === 2 && nth === 2) stop.abort();
    });
    expect(curve.cut).toBe('stopped at level 2 of 3');
    expect(curve.levels.map(({ x, goodput }) => [x, goodput?.value])).toEqual([[1, 1]]);
    expect([curve.audc, curve.result, report]).toEqual([null, 'unknown', null]);
  },
);

test('a plan without a fault phase has nothing to be measured in', async () => {
  const load = { ...short, phases: { baseline: '2 s' } } as const;
  await expect(prepared('slow.ms=1..40/3', { load })).rejects.toThrow('a fault phase');
});

test(
  'an agent that says all is done, and did nothing in an outage, passes neither a load nor a sweep',
  { timeout: limitMs },
  async () => {
    const hr = api([http.post('/payslips', () => HttpResponse.json({ id: nonce('PS') }))], {
      effects: ['POST /payslips'],
    });
    const payslips = scenario('sends payslips', {
      points: { hr },
      system: inProcess((at) => async (input, { id }) => {
        for (const who of input as readonly string[]) {
          const body = JSON.stringify({ who });
          const headers = { 'content-type': 'application/json', 'idempotency-key': id + who };
          await fetch(`${at.url('hr')}/payslips`, { method: 'POST', headers, body });
        }
        return 'All payslips have been sent.';
      }),
      tasks: [{ input: ['ana', 'bo', 'cy'] }],
      plan: [refuse({ status: 503 }).at('hr', { chance: 0.5 })],
      checks: standardChecks(),
    });
    const phases = { baseline: '2 s', fault: '5 s', recovery: '5 s' } as const;
    const outage = { ...short, rate: 15, phases };
    const whole = [refuse({ status: 503 }).at('hr')];
    const one = await load(payslips, { seed: 1, plan: whole, load: outage });
    expect(one.result).toBe('unknown');
    const sweep = await sweepOf(payslips, {
      sweep: 'refuse.chance=0.5..1/2',
      seeds: 5,
      seed: 1,
      load: outage,
    });
    const { curve } = await sweep.run();
    expect([curve.result, curve.levels[1]?.goodput?.value]).toEqual(['unknown', 1]);
    const [told] = curve.levels[1]?.runs.map(({ undecided }) => undecided) ?? [];
    expect(told).toEqual([
      expect.stringMatching(/^discloses: cannot be told of (\d+) of \1 tasks/),
    ]);
  },
);
