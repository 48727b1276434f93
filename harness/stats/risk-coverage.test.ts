import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { riskCoverage, type Rated } from './risk-coverage.ts';

const rated = (...list: readonly [confidence: number, wrong: boolean][]): readonly Rated[] =>
  list.map(([confidence, wrong]) => ({ confidence, wrong }));

describe('the risk–coverage curve', () => {
  it('is worked by hand: right, wrong, right, wrong give risks 0, 1/2, 1/3, 1/2', () => {
    const found = riskCoverage(rated([0.9, false], [0.8, true], [0.7, false], [0.6, true]));
    expect(found.curve.map((point) => point.coverage)).toEqual([0.25, 0.5, 0.75, 1]);
    expect(found.aurc).toBeCloseTo((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4, 12);
    // The oracle errs last: 0, 0, 1/3, 2/4.
    expect(found.eAurc).toBeCloseTo(found.aurc - (1 / 3 + 1 / 2) / 4, 12);
  });

  it('has no excess where every error is less confident than every right answer', () => {
    const found = riskCoverage(rated([3, false], [1, true], [2, false], [0, true]));
    expect(found.eAurc).toBeCloseTo(0, 12);
  });

  it('is flat where all are tied, whatever their order', () => {
    const found = riskCoverage(rated([1, true], [1, false], [1, false], [1, true]));
    expect(found.curve.map((point) => point.risk)).toEqual([0.5, 0.5, 0.5, 0.5]);
  });

  it('is the mean over all orders of a tie', () => {
    const tied = riskCoverage(rated([2, false], [1, true], [1, false], [0, true]));
    const one = riskCoverage(rated([2, false], [1.1, true], [1, false], [0, true]));
    const two = riskCoverage(rated([2, false], [1, true], [1.1, false], [0, true]));
    expect(tied.aurc).toBeCloseTo((one.aurc + two.aurc) / 2, 12);
  });

  it('never beats the oracle, and ends at the overall risk', () => {
    const answer = fc.record({ confidence: fc.integer({ min: 0, max: 5 }), wrong: fc.boolean() });
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 50 }), (answers) => {
        const { curve, eAurc } = riskCoverage(answers);
        const overall = answers.filter(({ wrong }) => wrong).length / answers.length;
        expect(eAurc).toBeGreaterThan(-1e-9);
        expect(curve.at(-1)?.risk).toBeCloseTo(overall, 9);
      }),
    );
  });

  it('refuses no answers, and a missing confidence', () => {
    expect(() => riskCoverage([])).toThrow(/at least one answer/);
    expect(() => riskCoverage(rated([Number.NaN, true]))).toThrow(/NaN/);
  });
});
