import { expect, test } from 'vitest';
import type { LoadOptions } from '../model/load/load-options.ts';
import { fifo } from './fifo-fixture.ts';
import { loadSpec } from './spec.ts';

const scenario = fifo({ retries: 0 });

test('what is left out is filled in, and phases follow one another', () => {
  const { phases, withinMs, windowMs, limit } = loadSpec(scenario, {});
  expect(phases).toMatchObject([
    { name: 'baseline', role: 'before', fromMs: 0, toMs: 30_000, load: { rate: 20 } },
    { name: 'fault', role: 'during', fromMs: 30_000, toMs: 90_000 },
    { name: 'recovery', role: 'after', fromMs: 90_000, toMs: 150_000 },
  ]);
  expect([withinMs, windowMs, limit]).toEqual([6000, 5000, Infinity]);
});

test.each([
  [500, 1_000],
  [40, 2_500],
  [30, 5_000],
  [25, 5_000],
  [10, 10_000],
])('of %d tasks a second a window of %d ms fills blocks of 5 s, or is one', (rate, windowMs) => {
  expect(loadSpec(scenario, { rate }).windowMs).toBe(windowMs);
});

test('a flag takes precedence over what the scenario says', () => {
  const own = { ...scenario, load: { rate: 5, slo: { goodput: '>= 90 %', p99: '<= 2 s' } } };
  const spec = loadSpec(own, { rate: 200, slo: { p99: '<= 1 s' } });
  expect(spec).toMatchObject({ rate: 200, windowMs: 1000, withinMs: 1000 });
  expect(spec.clauses.map(({ text }) => text)).toEqual(['goodput >= 90 %', 'p99 <= 1 s']);
});

test.each<[LoadOptions, string]>([
  [{ rate: 0 }, 'from 0.001 to 100000'],
  [{ rate: Number.NaN }, 'from 0.001 to 100000'],
  [{ rate: 1e9 }, 'from 0.001 to 100000'],
  [{ rate: 90_000, phases: { baseline: '2 h' } }, 'at most 10000000 tasks'],
  [{ rate: 0.1, phases: { baseline: '1 s' } }, 'at least one task'],
  [{ phases: { baseline: 0, fault: '1 s' } }, 'Leave baseline out'],
  [{ slo: { 'ttft.p90': '<= 1 s' } }, 'a model among the points'],
  [{ phases: {} }, 'a phase that lasts'],
  [{ phases: { faults: '1 s' } as never }, 'Did you mean fault'],
  [{ phases: { fault: 'soon' as never } }, 'a length of time'],
  [{ arrivals: 'random' as never }, 'constant, poisson, gamma'],
  [{ shape: 2 }, 'a shape with gamma arrivals'],
  [{ concurrencyLimit: 0 }, 'a whole number from 1 on'],
  [{ slo: { p98: '<= 1 s' } }, 'Did you mean p90'],
  [{ rates: 5 } as never, 'Did you mean rate'],
])('%j is refused', (options, words) => {
  expect(() => loadSpec(scenario, options)).toThrow(words);
  expect(() => loadSpec({ ...scenario, load: options }, {})).toThrow(words);
});
