import type { Matrix } from '../harness/model/matrix.ts';
import type { RunRecord } from '../harness/model/run-record.ts';

/** The runs of one scenario. */
export interface Group {
  readonly family: string;
  readonly file: string;
  readonly title: string;
  readonly judged: RunRecord[];
  readonly mutants: RunRecord[];
}

/** Runs by scenario, in order of family, file and title. */
export function grouped(runs: readonly RunRecord[], matrix: Matrix | null): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const run of runs) {
    const { family, file, trace } = run;
    const key = [family, file, trace.scenario].join('\u0000');
    const group = groups.get(key) ?? {
      family,
      file,
      title: trace.scenario,
      judged: [],
      mutants: [],
    };
    const isMutant = matrix !== null && trace.variant !== 'careful';
    (isMutant ? group.mutants : group.judged).push(run);
    groups.set(key, group);
  }
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** The check that a mutant stands for; null where there is no row of it. */
export function ownCheck(matrix: Matrix | null, variant: string): string | null {
  return matrix?.mutants.find(({ id }) => id === variant)?.by ?? null;
}
