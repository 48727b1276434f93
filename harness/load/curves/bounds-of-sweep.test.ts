import { expect, test, vi } from 'vitest';
import { loadsOfCurve } from '../../../reports/load/curves/loads-of-curve.ts';
import { fifo } from '../fifo-fixture.ts';
import { sweepOf } from './sweep.ts';

vi.setConfig({ testTimeout: 240_000 });

test('a sweep fails where a bound on latency does in most loads of a level, though goodput holds', async () => {
  const phases = { baseline: '10 s', fault: '30 s' } as const;
  const slo = { 'during.p50': '<= 25 ms', goodput: '>= 50 %' };
  const load = { rate: 20, arrivals: 'constant', within: '1 s', phases, slo } as const;
  const sweep = await sweepOf(fifo({ retries: 0 }), {
    sweep: 'slow.ms=1..20/2',
    seeds: 5,
    seed: 1,
    load,
  });
  const { curve, report } = await sweep.run();
  expect(curve.levels.map(({ goodput }) => (goodput?.low ?? 0) > 0.9)).toEqual([true, true]);
  const bounds = curve.levels.map((level) =>
    level.bounds.map(({ gate, result }) => [gate, result]),
  );
  expect(bounds[0]).toContainEqual(['during.p50 <= 25 ms', 'pass']);
  expect(bounds[1]).toContainEqual(['during.p50 <= 25 ms', 'fail']);
  expect(curve.result).toBe('fail');
  expect(report?.plan[0]?.fault.params).toMatchObject({ ms: 20 });
  const loads = loadsOfCurve(curve, report);
  expect(loads.cases.filter(({ result }) => result === 'fail').map(({ name }) => name)).toEqual([
    'during.p50 <= 25 ms, at slow.ms 20 ms',
  ]);
  expect(loads.headline).toContain('At slow.ms 20 ms during.p50 <= 25 ms fails');
});
