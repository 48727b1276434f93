import {
  clusteredShare,
  effective,
  type ClusteredShare,
} from '../../harness/stats/clustered-share.ts';
import { newcombe } from '../../harness/stats/newcombe.ts';
import { passHatK, type TrialCounts } from '../../harness/stats/pass-k.ts';
import {
  noLoad,
  retryAmplification,
  type HopLoad,
} from '../../harness/stats/retry-amplification.ts';
import { riskCoverage } from '../../harness/stats/risk-coverage.ts';
import type { Amplification, Measured, PassHatK, Reliability, Selective } from './reliability.ts';
import { addCounts } from '../summary/add-counts.ts';
import type { ReliabilityTally } from './tally.ts';

/** The fewest runs for which an estimate is given. */
export const leastRuns = 5;

/** The values of k for which pass^k is given, as far as the number of runs allows. */
const ks = [1, 3, 5, 10] as const;

/**
 * Estimates the reliability of an agent over several runs of some scenarios, with 95 % intervals.
 * Null where there are no tallies.
 */
export function reliabilityOf(tallies: readonly ReliabilityTally[]): Reliability | null {
  const [first, ...others] = tallies;
  if (!first) return null;
  const all = others.reduce(addCounts, first);
  const { safe, paired } = all;
  return {
    runs: all.results.pass + all.results.fail + all.results.unknown,
    unknown: all.results.unknown,
    passHatK: passesOf(tallies),
    precision: measured(all.precision),
    recall: measured(all.recall),
    safeSuccess: {
      underFaults: measured(safe),
      baseline: measured(paired.baseline),
      difference: difference(paired.underFaults, paired.baseline),
    },
    amplification: amplifications(all),
    selective: selectiveOf(all),
  };
}

/** pass^k as the mean over scenarios, for each k that all of them have enough runs for. */
function passesOf(tallies: readonly ReliabilityTally[]): Reliability['passHatK'] {
  const results = tallies.map((tally) => tally.results);
  const judged = results
    .map(({ pass, fail }) => ({ n: pass + fail, successes: pass }))
    .filter(({ n }) => n > 0);
  const least = Math.min(...judged.map(({ n }) => n));
  if (judged.length === 0 || least < leastRuns) {
    return { tooFewRuns: judged.length === 0 ? 0 : least };
  }
  const all = results
    .map(({ pass, fail, unknown }) => ({ n: pass + fail + unknown, successes: pass }))
    .filter(({ n }) => n > 0);
  const most = Math.min(least, ...all.map(({ n }) => n));
  const hasUnknown = results.some(({ unknown }) => unknown > 0);
  return ks.filter((k) => k <= most).map((k) => passOf(k, all, hasUnknown ? judged : null));
}

function passOf(
  k: number,
  all: readonly TrialCounts[],
  judged: readonly TrialCounts[] | null,
): PassHatK {
  return { k, ...passHatK(all, k), judged: judged && passHatK(judged, k) };
}

/** An estimate of a share; null where its denominator is 0. */
function measured(share: ClusteredShare): Measured | null {
  if (share.whole === 0) return null;
  return share.clusters < leastRuns ? { tooFewRuns: share.clusters } : clusteredShare(share);
}

function difference(faults: ClusteredShare, baseline: ClusteredShare): Measured | null {
  if (faults.whole === 0 || baseline.whole === 0) return null;
  const least = Math.min(faults.clusters, baseline.clusters);
  return least < leastRuns
    ? { tooFewRuns: least }
    : newcombe(effective(faults), effective(baseline));
}

/**
 * The retry amplification of each point: relative to the baseline in runs whose baseline reached
 * the point, else absolute.
 */
function amplifications({ loads, pairedLoads }: ReliabilityTally): readonly Amplification[] {
  const points = new Set([...Object.keys(loads), ...Object.keys(pairedLoads)]);
  return [...points].toSorted().map((point) => {
    const pair = pairedLoads[point];
    return amplification(point, pair?.underFaults ?? loads[point] ?? noLoad, pair?.baseline);
  });
}

function amplification(point: string, load: HopLoad, before: HopLoad | undefined): Amplification {
  const least = Math.min(load.runs, before?.runs ?? load.runs);
  const ratio = least < leastRuns ? { tooFewRuns: least } : retryAmplification(load, before);
  return { point, isOverBaseline: before !== undefined, ratio };
}

/** The risk–coverage curve; null where no answer came with a confidence. */
function selectiveOf({ rated, ratedRuns }: ReliabilityTally): Selective | null {
  if (ratedRuns === 0) return null;
  if (ratedRuns < leastRuns) return { tooFewRuns: ratedRuns };
  const list = Object.entries(rated).map(([confidence, counts]) => ({
    confidence: Number(confidence),
    ...counts,
  }));
  const answers = list.reduce((sum, one) => sum + one.answers, 0);
  return { answers, ...riskCoverage(list, ratedRuns) };
}
