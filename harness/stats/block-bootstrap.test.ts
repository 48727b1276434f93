import { expect, test } from 'vitest';
import { draws } from '../model/random.ts';
import { blockBootstrap } from './block-bootstrap.ts';
import { wilson } from './wilson.ts';

const options = (block: number, seed = 1) => ({ block, draw: draws(seed, 'test') });

test('what is always so leaves no doubt', () => {
  const series = Array.from({ length: 20 }, () => ({ part: 10, whole: 10 }));
  expect(blockBootstrap(series, options(5))).toEqual({ low: 1, high: 1 });
});

test('failures that come together widen the interval', () => {
  const scattered = Array.from({ length: 60 }, () => ({ part: 9, whole: 10 }));
  const clumped = scattered.map((_, n) => ({ part: n < 6 ? 0 : 10, whole: 10 }));
  const width = ({ low, high }: { readonly low: number; readonly high: number }) => high - low;
  const exact = wilson(540, 600);
  expect(width(blockBootstrap(clumped, options(6)))).toBeGreaterThan(2 * width(exact));
  expect(width(blockBootstrap(scattered, options(6)))).toBeLessThan(width(exact));
});

test('a 95 % interval of independent windows holds the truth about as often', () => {
  const truth = 0.8;
  let held = 0;
  const trials = 300;
  for (let trial = 0; trial < trials; trial += 1) {
    const draw = draws(trial, 'world');
    const series = Array.from({ length: 100 }, () => {
      const hits = Array.from({ length: 10 }, () => (draw() < truth ? 1 : 0));
      return { part: hits.reduce<number>((sum, one) => sum + one, 0), whole: 10 };
    });
    const { low, high } = blockBootstrap(series, { ...options(2, trial), times: 300 });
    if (low <= truth && truth <= high) held += 1;
  }
  // Blocks of a short series know a little less than all: 90 % or more.
  expect(held / trials).toBeGreaterThan(0.9);
  expect(held / trials).toBeLessThan(0.985);
});

test('a series shorter than a block, or of nothing, is an error', () => {
  expect(() => blockBootstrap([{ part: 1, whole: 1 }], options(2))).toThrow('at least 2');
  expect(() => blockBootstrap([{ part: 0, whole: 0 }], options(1))).toThrow('counted');
});
