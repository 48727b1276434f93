import { expect, test } from 'vitest';
import type { Duration } from '../model/options/duration.ts';
import type { LoadReport } from '../model/load/load-report.ts';
import { fifo, type FifoOptions } from './fifo-fixture.ts';
import { load } from './load.ts';

/** A fault of 15 s at 80 % of what the server can do, and what the client makes of it. */
async function after(
  client: FifoOptions,
  { rate, recovery }: { readonly rate: number; readonly recovery: Duration },
): Promise<LoadReport> {
  const phases = { baseline: '15 s', fault: '15 s', recovery } as const;
  const report = await load(fifo(client), {
    seed: 1,
    load: { rate, arrivals: 'constant', within: '4 s', phases },
  });
  expect(report.phases[0]).toMatchObject({
    name: 'baseline',
    offered: rate * 15,
    right: rate * 15,
  });
  return report;
}

const limitMs = 120_000;

test(
  'without retries it recovers as soon as its queue has drained',
  { timeout: limitMs },
  async () => {
    const { recovery, result } = await after({ retries: 0 }, { rate: 80, recovery: '60 s' });
    // 900 calls wait when the fault is over, and 20 a second more are served than come.
    expect(recovery?.drainMs).toBeGreaterThan(44_000);
    expect(recovery?.drainMs).toBeLessThan(46_000);
    expect(recovery).toMatchObject({ kind: 'recovered', mechanism: null });
    expect(recovery?.afterMs).toBeGreaterThan(37_000);
    expect(recovery?.afterMs).toBeLessThan(48_000);
    expect(result).toBe('pass');
  },
);

test('with three retries it never recovers by itself', { timeout: limitMs }, async () => {
  const report = await after({ retries: 3 }, { rate: 80, recovery: '60 s' });
  const { recovery, phases, windows, result, gates } = report;
  expect(recovery).toMatchObject({ kind: 'metastable', mechanism: 'retries', drainMs: null });
  expect(recovery?.high[0]?.what).toBe('retries');
  expect(recovery?.high[0]?.times).toBeCloseTo(4, 1);
  // 80 requests a second, four attempts of each, at a server that does 100.
  expect(recovery?.margin).toBeCloseTo(1 - (80 * 4) / 100, 1);
  const tail = windows
    .filter(({ phase, offered }) => phase === 'recovery' && offered > 0)
    .slice(-10);
  expect(tail.map(({ right }) => right)).toEqual(tail.map(() => 0));
  const calls = phases.find(({ name }) => name === 'recovery')?.points['server'];
  expect((calls?.attempts ?? 0) / (calls?.requests ?? 1)).toBeCloseTo(4, 1);
  const restored = phases.find(({ name }) => name === 'restored');
  expect(restored?.right).toBe(restored?.offered);
  expect(gates).toContainEqual(expect.objectContaining({ gate: 'recovers', result: 'fail' }));
  expect(result).toBe('fail');
});

test('with a retry budget of a tenth it recovers late', { timeout: limitMs }, async () => {
  const { recovery } = await after({ retries: 3, budget: 0.1 }, { rate: 80, recovery: '100 s' });
  expect(recovery?.kind).toBe('recovered');
  expect(recovery?.afterMs).toBeGreaterThan(65_000);
  expect(recovery?.afterMs).toBeLessThan(90_000);
});

test(
  'with a short queue it recovers at once, for all its retries',
  { timeout: limitMs },
  async () => {
    const { recovery } = await after({ retries: 3, queue: 50 }, { rate: 80, recovery: '20 s' });
    expect(recovery?.kind).toBe('recovered');
    expect(recovery?.afterMs).toBeLessThan(6_000);
  },
);

test('three retries keep it down at half the load, too', { timeout: limitMs }, async () => {
  const { recovery } = await after({ retries: 3 }, { rate: 40, recovery: '60 s' });
  expect(recovery).toMatchObject({ kind: 'metastable', mechanism: 'retries' });
});
