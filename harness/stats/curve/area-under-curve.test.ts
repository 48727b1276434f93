import { expect, test } from 'vitest';
import { areaUnderCurve } from './area-under-curve.ts';

const exact = (value: number) => ({ value, low: value, high: value });

test('the area under a broken line, by hand', () => {
  // (1 + 0.8)/2 · 10 + (0.8 + 0.2)/2 · 30 = 24, over 0.8 · 40.
  const points = [
    { x: 0, y: exact(1) },
    { x: 10, y: exact(0.8) },
    { x: 40, y: exact(0.2) },
  ];
  expect(areaUnderCurve(points, exact(0.8))?.value).toBeCloseTo(0.75, 12);
  expect(areaUnderCurve(points.toReversed(), exact(0.8))?.value).toBeCloseTo(0.75, 12);
});

test('its interval is that of the band, over that of the start', () => {
  const y = { value: 0.5, low: 0.4, high: 0.6 };
  const area = areaUnderCurve(
    [
      { x: 1, y },
      { x: 2, y },
    ],
    { value: 1, low: 0.8, high: 1 },
  );
  expect(area).toMatchObject({ value: 0.5, low: 0.4 });
  expect(area?.high).toBeCloseTo(0.75, 12);
});

test('nothing is lost of nothing; one level has no area', () => {
  const points = [1, 2].map((x) => ({ x, y: exact(0) }));
  expect(areaUnderCurve(points, exact(0))).toBeNull();
  expect(() => areaUnderCurve(points.slice(1), exact(1))).toThrow('two levels');
});
