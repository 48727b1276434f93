import { describe, expect, it } from 'vitest';
import { abstentionScore } from './abstention-score.ts';

const tasks = (n: number, should: boolean, did: boolean) =>
  Array.from({ length: n }, () => ({ should, did }));

describe('the abstention score', () => {
  it('is worked by hand: 6 right, 2 needless, 3 missed', () => {
    const all = [
      ...tasks(6, true, true),
      ...tasks(2, false, true),
      ...tasks(3, true, false),
      ...tasks(9, false, false),
    ];
    const score = abstentionScore(all);
    expect(score).toMatchObject({ truePositives: 6, falsePositives: 2, falseNegatives: 3 });
    expect(score.trueNegatives).toBe(9);
    expect(score.precision).toBe(0.75);
    expect(score.recall).toBeCloseTo(6 / 9, 12);
    expect(score.f1).toBeCloseTo(12 / 17, 12);
  });

  it('is null where it divides by nothing', () => {
    expect(abstentionScore(tasks(3, false, false))).toMatchObject({
      precision: null,
      recall: null,
      f1: null,
    });
    expect(abstentionScore(tasks(3, true, false))).toMatchObject({ recall: 0, f1: 0 });
  });
});
