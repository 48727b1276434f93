/** Answers of one confidence whose rightness is known: how many, and how many of them were wrong. */
export interface Bin {
  readonly confidence: number;
  readonly answers: number;
  readonly wrong: number;
}

/** The desk's labelled answers of last quarter, by confidence. */
export const calibration: readonly Bin[] = [
  { confidence: 0.95, answers: 300, wrong: 2 },
  { confidence: 0.9, answers: 250, wrong: 3 },
  { confidence: 0.8, answers: 250, wrong: 8 },
  { confidence: 0.7, answers: 200, wrong: 14 },
  { confidence: 0.6, answers: 200, wrong: 40 },
  { confidence: 0.4, answers: 150, wrong: 75 },
];

/**
 * The lowest confidence at which to answer, so that with probability 1 − `delta` no more than
 * `risk` of the answers are wrong; Infinity where no threshold is known to be safe. Thresholds are
 * tested from the highest down, each by Hoeffding's bound, until one fails. Source: fixed-sequence
 * testing in Angelopoulos et al., "Learn then Test", arXiv 2110.01052.
 */
export function threshold(bins: readonly Bin[], risk: number, delta: number): number {
  let lowest = Number.POSITIVE_INFINITY;
  let answers = 0;
  let wrong = 0;
  for (const bin of bins.toSorted((a, b) => b.confidence - a.confidence)) {
    answers += bin.answers;
    wrong += bin.wrong;
    const bound = wrong / answers + Math.sqrt(Math.log(1 / delta) / (2 * answers));
    if (bound > risk) break;
    lowest = bin.confidence;
  }
  return lowest;
}
