import type { Searched, SearchFinding } from '../../harness/model/trace/exploration.ts';
import type { Matrix } from '../../harness/model/trace/matrix.ts';
import { rankOf } from '../../harness/model/trace/worst-outcome.ts';
import { failuresOf, findingOf, type FailingCheck } from './findings.ts';
import { ownCheck, type Group } from './groups.ts';
import { findingsOfSearch } from './searches.ts';
import type { Finding } from './finding.ts';

/** A finding that is rendered only if the report has room for it, since its timeline is costly. */
export interface FindingEntry {
  readonly render: () => Finding;
  readonly isExpected: boolean;
  /** The rank of the worst outcome of the tasks that the finding concerns. */
  readonly badness: number;
  /** The finding of the search that found it; null for a finding of plain runs. */
  readonly met: SearchFinding | null;
}

/** Lists the findings of runs and searches: unexpected ones first, then by badness. */
export function findingEntries(
  groups: readonly Group[],
  matrix: Matrix | null,
  searches: readonly Searched[],
): readonly FindingEntry[] {
  const all = [...groups.flatMap((group) => ofRuns(group, matrix)), ...searches.flatMap(ofSearch)];
  return all.toSorted(
    (a, b) => Number(a.isExpected) - Number(b.isExpected) || b.badness - a.badness,
  );
}

/**
 * The failures of judged runs, and for each mutant the failure that its row of the matrix names.
 */
function ofRuns(
  { judged, mutants, tallies }: Group,
  matrix: Matrix | null,
): readonly FindingEntry[] {
  const variants = Map.groupBy(judged, ({ trace }) => trace.variant);
  const all = [...variants].flatMap(([variant, runs]) => {
    const dropped = tallies.filter((tally) => tally.variant === variant);
    const count = dropped.reduce((sum, tally) => sum + tally.runs, runs.length);
    const others = dropped.flatMap(({ failures }) => failures);
    return failuresOf(runs, others).map((failure) => entryOf(failure, count, false));
  });
  const expected = [...Map.groupBy(mutants, ({ trace }) => trace.variant)].flatMap(
    ([variant, runs]) => {
      const by = ownCheck(matrix, variant);
      const own = failuresOf(runs).filter(({ check }) => by === null || check === by);
      const smallest = own.toSorted((a, b) => a.run.trace.plan.length - b.run.trace.plan.length)[0];
      return smallest ? [entryOf(smallest, runs.length, true)] : [];
    },
  );
  return [...all, ...expected];
}

function entryOf(failure: FailingCheck, count: number, isExpected: boolean): FindingEntry {
  const badness = rankOf(failure.ended[0]?.outcome ?? null);
  return { render: () => findingOf(failure, count, isExpected), isExpected, badness, met: null };
}

function ofSearch(searched: Searched): readonly FindingEntry[] {
  return findingsOfSearch(searched).map((finding, index) => ({
    render: () => finding,
    isExpected: false,
    badness: rankOf(finding.outcome),
    met: searched.exploration.findings[index] ?? null,
  }));
}
