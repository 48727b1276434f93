import type { Matrix } from '../../harness/model/trace/matrix.ts';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import { addedTallies, scenarioTally, type ScenarioTally } from './scenario-tally.ts';

/** The runs of one scenario. */
export interface Group {
  readonly family: string;
  readonly file: string;
  readonly title: string;
  readonly judged: RunRecord[];
  readonly mutants: RunRecord[];
  /** Counts of the judged runs that were not kept. */
  readonly tallies: ScenarioTally[];
}

/** Groups runs by scenario, ordered by family, file and title. */
export function grouped(
  runs: readonly RunRecord[],
  matrix: Matrix | null,
  tallies: readonly ScenarioTally[] = [],
): readonly Group[] {
  const groups = new Map<string, Group>();
  const groupOf = (family: string, file: string, title: string): Group => {
    const key = [family, file, title].join('\u0000');
    const group = groups.get(key) ?? { family, file, title, judged: [], mutants: [], tallies: [] };
    groups.set(key, group);
    return group;
  };
  for (const run of runs) {
    const { family, file, trace } = run;
    const group = groupOf(family, file, trace.scenario);
    const isMutant = matrix !== null && trace.variant !== 'careful';
    (isMutant ? group.mutants : group.judged).push(run);
  }
  for (const tally of tallies) groupOf(tally.family, tally.file, tally.title).tallies.push(tally);
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** Counts all judged runs of a scenario; null where there are none. */
export function tallyOfGroup({ judged, tallies }: Group): ScenarioTally | null {
  return addedTallies([...judged.map(scenarioTally), ...tallies]);
}

/** The check that must flag a mutant; null where the matrix has no row for it. */
export function ownCheck(matrix: Matrix | null, variant: string): string | null {
  return matrix?.mutants.find(({ id }) => id === variant)?.by ?? null;
}
