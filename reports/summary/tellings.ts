import type { SearchFinding } from '../../harness/model/trace/exploration.ts';
import type { Matrix } from '../../harness/model/trace/matrix.ts';
import { rankOf } from '../../harness/model/trace/worst-outcome.ts';
import { failuresOf, findingOf, type FailingCheck } from './findings.ts';
import { ownCheck, type Group } from './groups.ts';
import type { Searched } from './search-summary.ts';
import { findingsOfSearch } from './searches.ts';
import type { Finding } from './summary.ts';

/** A finding, told only where there is room: its story costs more than all the rest. */
export interface Telling {
  readonly tell: () => Finding;
  readonly isExpected: boolean;
  /** How bad the tasks that it is about ended. */
  readonly badness: number;
  /** What the search that met it says of it; null for a finding of plain runs. */
  readonly met: SearchFinding | null;
}

/** The findings of runs and searches as a report tells them: unexpected ones first, worst first. */
export function tellingsOf(
  groups: readonly Group[],
  matrix: Matrix | null,
  searches: readonly Searched[],
): readonly Telling[] {
  const all = [...groups.flatMap((group) => ofRuns(group, matrix)), ...searches.flatMap(ofSearch)];
  return all.toSorted(
    (a, b) => Number(a.isExpected) - Number(b.isExpected) || b.badness - a.badness,
  );
}

/** All failures of judged runs, and of each mutant the one that its row stands for. */
function ofRuns({ judged, mutants, tallies }: Group, matrix: Matrix | null): readonly Telling[] {
  const variants = Map.groupBy(judged, ({ trace }) => trace.variant);
  const all = [...variants].flatMap(([variant, runs]) => {
    const dropped = tallies.filter((tally) => tally.variant === variant);
    const count = dropped.reduce((sum, tally) => sum + tally.runs, runs.length);
    const others = dropped.flatMap(({ failures }) => failures);
    return failuresOf(runs, others).map((failure) => telling(failure, count, false));
  });
  const expected = [...Map.groupBy(mutants, ({ trace }) => trace.variant)].flatMap(
    ([variant, runs]) => {
      const by = ownCheck(matrix, variant);
      const own = failuresOf(runs).filter(({ check }) => by === null || check === by);
      const smallest = own.toSorted((a, b) => a.run.trace.plan.length - b.run.trace.plan.length)[0];
      return smallest ? [telling(smallest, runs.length, true)] : [];
    },
  );
  return [...all, ...expected];
}

function telling(failure: FailingCheck, count: number, isExpected: boolean): Telling {
  const badness = rankOf(failure.ended[0]?.outcome ?? null);
  return { tell: () => findingOf(failure, count, isExpected), isExpected, badness, met: null };
}

function ofSearch(searched: Searched): readonly Telling[] {
  return findingsOfSearch(searched).map((finding, index) => ({
    tell: () => finding,
    isExpected: false,
    badness: rankOf(finding.outcome),
    met: searched.exploration.findings[index] ?? null,
  }));
}
