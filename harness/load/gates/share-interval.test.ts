import { expect, test } from 'vitest';
import { shareOf } from './share-interval.ts';

const options = { windowMs: 1000, seed: 1, name: 'test' };

test('a long series of good windows is known well, but not beyond what Wilson knows', () => {
  const share = shareOf(
    Array.from({ length: 60 }, () => ({ part: 0, whole: 50 })),
    options,
  );
  expect(share).toMatchObject({ value: 0, low: 0 });
  // 3.84/(3000 + 3.84).
  expect(share?.high).toBeCloseTo(0.00128, 5);
});

test('of a short series each block of 5 s is one observation', () => {
  const share = shareOf(
    Array.from({ length: 10 }, () => ({ part: 0, whole: 50 })),
    options,
  );
  expect(share?.high).toBeCloseTo(0.6576, 4);
});

test('a look that is one of many has a wider interval', () => {
  const series = Array.from({ length: 60 }, (_, n) => ({ part: n % 3, whole: 50 }));
  const [once, often] = [0.95, 0.999].map((confidence) =>
    shareOf(series, { ...options, confidence }),
  );
  expect(often?.low).toBeLessThan(once?.low ?? 0);
  expect(often?.high).toBeGreaterThan(once?.high ?? 1);
});

test('of nothing there is no share', () => {
  expect(shareOf([{ part: 0, whole: 0 }], options)).toBeNull();
});
