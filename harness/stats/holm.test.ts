import { expect, test } from 'vitest';
import { draws } from '../model/random.ts';
import { holm, holmFindings } from './holm.ts';

test('each is adjusted by how many are left, and none falls under one before it', () => {
  // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), 'holm').
  const got = holm([0.01, 0.04, 0.03, 0.005]);
  expect(got.map((one) => Number(one.toFixed(6)))).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(holm([0.6, 0.7])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
  expect(() => holm([1.2])).toThrow(/from 0 to 1/);
});

test('where tests tell by level, the findings are those of the adjusted p-values', () => {
  const draw = draws(1, 'holm');
  for (let n = 0; n < 200; n += 1) {
    const ps = Array.from({ length: 1 + Math.floor(draw() * 8) }, () => draw() ** 4);
    const adjusted = holm(ps);
    const found = holmFindings([...ps.keys()], (test, alpha) => (ps[test] ?? 1) <= alpha);
    expect([...ps.keys()].filter((one) => found.has(one))).toEqual(
      [...ps.keys()].filter((one) => (adjusted[one] ?? 1) <= 0.05),
    );
  }
  expect(holmFindings([], () => true)).toEqual(new Set());
});
