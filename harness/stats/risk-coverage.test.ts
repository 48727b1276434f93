import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { riskCoverage, type Rated } from './risk-coverage.ts';

const rated = (...list: readonly [confidence: number, wrong: boolean][]): readonly Rated[] =>
  list.map(([confidence, wrong]) => ({ confidence, answers: 1, wrong: Number(wrong) }));

describe('the risk–coverage curve', () => {
  it('is worked by hand: right, wrong, right, wrong give risks 0, 1/2, 1/3, 1/2', () => {
    const found = riskCoverage(rated([0.9, false], [0.8, true], [0.7, false], [0.6, true]), 4);
    expect(found.curve.map((point) => point.coverage)).toEqual([0.25, 0.5, 0.75, 1]);
    expect(found.curve.map((point) => point.risk.value)).toEqual([0, 1 / 2, 1 / 3, 1 / 2]);
    expect(found.aurc.value).toBeCloseTo((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4, 12);
    // The oracle errs last: 0, 0, 1/3, 2/4.
    expect(found.eAurc.value).toBeCloseTo(found.aurc.value - (1 / 3 + 1 / 2) / 4, 12);
  });

  it('has no excess where every error is less confident than every right answer', () => {
    const found = riskCoverage(rated([3, false], [1, true], [2, false], [0, true]), 4);
    expect(found.eAurc.value).toBeCloseTo(0, 12);
  });

  it('is flat where all are tied', () => {
    const found = riskCoverage([{ confidence: 1, answers: 4, wrong: 2 }], 4);
    expect(found.curve.map(({ coverage, risk }) => [coverage, risk.value])).toEqual([[1, 0.5]]);
    expect(found.aurc.value).toBeCloseTo(0.5, 12);
  });

  it('is the mean over all orders of a tie', () => {
    const one = riskCoverage(rated([2, false], [1.1, true], [1, false], [0, true]), 4);
    const two = riskCoverage(rated([2, false], [1, true], [1.1, false], [0, true]), 4);
    const tie = { confidence: 1, answers: 2, wrong: 1 };
    const tied = riskCoverage([...rated([2, false], [0, true]), tie], 4);
    expect(tied.aurc.value).toBeCloseTo((one.aurc.value + two.aurc.value) / 2, 12);
  });

  it('is surer of more clusters with the same answers', () => {
    const list = [{ confidence: 1, answers: 100, wrong: 10 }];
    const width = ({ aurc }: ReturnType<typeof riskCoverage>) => aurc.high - aurc.low;
    expect(width(riskCoverage(list, 50))).toBeLessThan(width(riskCoverage(list, 5)));
  });

  it('never beats the oracle, ends at the overall risk, and holds each value', () => {
    const answer = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 50 }), (answers) => {
        const { curve, aurc, eAurc } = riskCoverage(rated(...answers), 7);
        const overall = answers.filter(([, wrong]) => wrong).length / answers.length;
        expect(eAurc.value).toBeGreaterThan(-1e-9);
        expect(curve.at(-1)?.risk.value).toBeCloseTo(overall, 9);
        expect(aurc.low).toBeLessThanOrEqual(aurc.value + 1e-9);
        expect(aurc.high).toBeGreaterThanOrEqual(aurc.value - 1e-9);
      }),
    );
  });

  it('refuses no answers, and a missing confidence', () => {
    expect(() => riskCoverage([], 1)).toThrow(/at least one answer/);
    expect(() => riskCoverage(rated([Number.NaN, true]), 1)).toThrow(/NaN/);
  });
});
