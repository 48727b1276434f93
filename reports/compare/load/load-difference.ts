import { draws } from '../../../harness/model/random.ts';
import {
  bootstrapDifference,
  type DrawnDifference,
} from '../../../harness/stats/bootstrap-difference.ts';
import { widenedBy } from '../../../harness/stats/changed-pairs.ts';
import { newcombe } from '../../../harness/stats/newcombe.ts';
import { quantileRanks } from '../../../harness/stats/quantile-interval.ts';
import type { PhaseFacts, Stretch } from '../facts/load-facts.ts';
import { sum, type LoadMeasure } from './load-measures.ts';

/** The same phase of two loads. */
export interface PhaseSides {
  readonly base: PhaseFacts;
  readonly now: PhaseFacts;
  /** Whether both had the same tasks arrive at the same times. */
  readonly isPaired: boolean;
}

/** A difference, or the reason for having none. */
export type DifferenceFound = { readonly difference: DrawnDifference } | { readonly why: string };

/** Stretches that a bootstrap needs to say anything. */
const leastStretches = 5;

/** The difference of a measure in a phase, now less base, with its interval. */
export function loadDifference(measure: LoadMeasure, sides: PhaseSides): DifferenceFound {
  const { name, of, part, quantile } = measure;
  const { base, now, isPaired } = sides;
  if (Math.min(base.stretches.length, now.stretches.length) < leastStretches) {
    return {
      why: 'too short to say: five stretches of whole windows, of 5 s at least, are needed',
    };
  }
  if (quantile !== undefined) {
    const least = Math.min(...[base, now].map(tasksIn));
    if (quantileRanks(least, quantile).high === null) {
      return { why: `too few tasks to say: ${least}, and p99 takes 299` };
    }
  }
  const difference = bootstrapDifference({
    base: base.stretches,
    now: now.stretches,
    of,
    isPaired,
    draw: draws(1, 'compare', `${now.name} ${name}`),
  });
  if (!difference) return { why: 'nothing to compare' };
  return { difference: part ? widened(difference, part, sides) : difference };
}

/** A share that is alike in every stretch may yet differ: at least as wide as the number of tasks allows. */
function widened(
  difference: DrawnDifference,
  part: (stretch: Stretch) => number,
  { base, now, isPaired }: PhaseSides,
): DrawnDifference {
  const counted = ({ stretches }: PhaseFacts) => ({
    successes: sum(stretches, part),
    n: sum(stretches, ({ offered }) => offered),
  });
  const [was, is] = [counted(base), counted(now)];
  if (isPaired) {
    const changes = now.stretches.map((one, n) => {
      const other = base.stretches[n];
      return Math.abs(part(one) - (other ? part(other) : 0));
    });
    return widenedBy(difference, { changed: sum(changes, (one) => one), pairs: is.n });
  }
  const { low, high } = newcombe(is, was);
  return {
    ...difference,
    low: Math.min(difference.low, low),
    high: Math.max(difference.high, high),
  };
}

function tasksIn({ stretches }: PhaseFacts): number {
  return sum(stretches, ({ responses }) => sum(responses, ([, count]) => count));
}
