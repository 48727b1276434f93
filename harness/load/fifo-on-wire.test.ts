import { expect, test } from 'vitest';
import { fifo, type FifoOptions } from './fifo-fixture.ts';
import { load } from './load.ts';

/**
 * What becomes of it after a fault of 5 s: by when it is good again, at the earliest and at the latest (s); null where it
 * never is.
 */
interface Expected {
  readonly rate: number;
  readonly recovery: number;
  readonly goodAgain: readonly [from: number, to: number] | null;
}

test.each<[string, FifoOptions, Expected]>([
  ['without retries', { retries: 0 }, { rate: 80, recovery: 30, goodAgain: [8, 18] }],
  ['with three retries', { retries: 3 }, { rate: 80, recovery: 30, goodAgain: null }],
  [
    'with a retry budget of a tenth',
    { retries: 3, budget: 0.1 },
    { rate: 80, recovery: 45, goodAgain: [15, 35] },
  ],
  ['with a short queue', { retries: 3, queue: 50 }, { rate: 80, recovery: 15, goodAgain: [0, 5] }],
  ['at half the load', { retries: 3 }, { rate: 40, recovery: 40, goodAgain: null }],
])(
  'over sockets, in real time, a queue comes to what it does under virtual time: %s',
  { timeout: 120_000 },
  async (_, client, { rate, recovery, goodAgain }) => {
    const phases = { baseline: '10 s', fault: '5 s', recovery: recovery * 1000 } as const;
    const report = await load(fifo(client), {
      seed: 1,
      mode: 'wire',
      load: { rate, arrivals: 'constant', within: '4 s', phases },
    });
    const after = report.phases.find(({ name }) => name === 'recovery')?.points['server'];
    const amplification = (after?.attempts ?? 0) / (after?.requests ?? 1);
    const tail = report.windows
      .filter(({ phase, offered }) => phase === 'recovery' && offered > 0)
      .slice(-3);
    const right = tail.reduce((sum, one) => sum + one.right, 0);
    const offered = tail.reduce((sum, one) => sum + one.offered, 0);
    // A machine that is too busy to keep the rate says nothing of the queue, and so says the report.
    if (report.invalid.length > 0) return expect(report.result).toBe('unknown');
    expect(report.phases[0]).toMatchObject({ offered: rate * 10, right: rate * 10 });
    if (goodAgain === null) {
      expect(right).toBe(0);
      expect(amplification).toBeGreaterThan(3.5);
      return expect(report.recovery?.kind).not.toBe('recovered');
    }
    expect(right).toBe(offered);
    expect(amplification).toBeLessThan(1.2);
    expect(report.recovery?.kind).toBe('recovered');
    const seconds = (report.recovery?.afterMs ?? Number.NaN) / 1000;
    expect(seconds).toBeGreaterThanOrEqual(goodAgain[0]);
    expect(seconds).toBeLessThanOrEqual(goodAgain[1]);
  },
);
