/** One task: whether it should abstain (the positive class), and whether it did. */
export interface Abstained {
  readonly should: boolean;
  readonly did: boolean;
}

/** Counts and the three scores in [0, 1]; a score is null where it divides by nothing. */
export interface AbstentionScore {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
  /** Of those that abstained, how many should. */
  readonly precision: number | null;
  /** Of those that should, how many did. */
  readonly recall: number | null;
  readonly f1: number | null;
}

/** Precision, recall and F1 of abstention. Source: AbstentionBench, arXiv 2506.09038. */
export function abstentionScore(tasks: readonly Abstained[]): AbstentionScore {
  const count = (should: boolean, did: boolean) =>
    tasks.filter((task) => task.should === should && task.did === did).length;
  const truePositives = count(true, true);
  const falsePositives = count(false, true);
  const falseNegatives = count(true, false);
  return {
    truePositives,
    falsePositives,
    falseNegatives,
    trueNegatives: count(false, false),
    precision: share(truePositives, truePositives + falsePositives),
    recall: share(truePositives, truePositives + falseNegatives),
    f1: share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
