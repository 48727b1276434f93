import { describe, expect, it } from 'vitest';
import { clusteredShare } from './clustered-share.ts';
import { wilson } from './wilson.ts';

describe('a share counted in clusters', () => {
  it('has the interval of as many observations as there are clusters', () => {
    const { value, low, high } = clusteredShare({ part: 60, whole: 80, clusters: 20 });
    expect(value).toBe(0.75);
    expect({ low, high }).toEqual(wilson(15, 20));
  });

  it('never counts more observations than there are', () => {
    const { low, high } = clusteredShare({ part: 3, whole: 4, clusters: 9 });
    expect({ low, high }).toEqual(wilson(3, 4));
  });

  it('keeps its exact end where all or none are in it', () => {
    expect(clusteredShare({ part: 21, whole: 21, clusters: 7 }).high).toBe(1);
    expect(clusteredShare({ part: 0, whole: 21, clusters: 7 }).low).toBe(0);
  });

  it('refuses a share of nothing', () => {
    expect(() => clusteredShare({ part: 0, whole: 0, clusters: 0 })).toThrow(/part ≤ whole/);
  });
});
