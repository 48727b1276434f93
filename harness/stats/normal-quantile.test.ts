import { describe, expect, it } from 'vitest';
import { normalQuantile, zOf } from './normal-quantile.ts';

describe('the normal quantile', () => {
  it.each([
    [0.5, 0],
    [0.25, -0.6744897501960817],
    [0.975, 1.959963984540054],
    [0.001, -3.090232306167814],
    [1e-20, -9.262340089798408],
  ])('of %d is %d', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 13);
  });

  it('gives the z of a confidence', () => {
    expect(zOf(0.99)).toBeCloseTo(2.5758293035489004, 13);
  });

  it.each([0, 1, Number.NaN])('refuses %d', (p) => {
    expect(() => normalQuantile(p)).toThrow(/strictly between/);
  });
});
