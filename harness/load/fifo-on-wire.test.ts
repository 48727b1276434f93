import { expect, test } from 'vitest';
import { fifo, type FifoOptions } from './fifo-fixture.ts';
import { load } from './load.ts';

/** What becomes of it after a fault of 4 s: whether it is good at the end of the recovery (s). */
interface Expected {
  readonly rate: number;
  readonly recovery: number;
  readonly isGood: boolean;
}

test.for<[string, FifoOptions, Expected]>([
  ['without retries', { retries: 0 }, { rate: 80, recovery: 16, isGood: true }],
  ['with three retries', { retries: 3 }, { rate: 80, recovery: 14, isGood: false }],
  [
    'with a retry budget of a tenth',
    { retries: 3, budget: 0.1 },
    { rate: 80, recovery: 25, isGood: true },
  ],
  ['with a short queue', { retries: 3, queue: 50 }, { rate: 80, recovery: 8, isGood: true }],
  ['at half the load', { retries: 3 }, { rate: 40, recovery: 20, isGood: false }],
])(
  'over sockets, in real time, a queue comes to what it does under virtual time: %s',
  async ([, client, { rate, recovery, isGood }], { skip }) => {
    const phases = { baseline: '3 s', fault: '4 s', recovery: recovery * 1000 } as const;
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
    if (report.invalid.length > 0) {
      expect(report.result).toBe('unknown');
      skip(report.invalid.join('; '));
    }
    // When exactly it is good again is for virtual time to say; here a hiccup may cost a few tasks.
    if (isGood) {
      expect(right / offered).toBeGreaterThan(0.8);
      expect(amplification).toBeLessThan(1.5);
    } else {
      expect(right / offered).toBeLessThan(0.2);
      expect(amplification).toBeGreaterThan(3);
      expect(report.recovery?.kind).not.toBe('recovered');
    }
  },
);
