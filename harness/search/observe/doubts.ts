import type { SearchDoubt } from '../../model/trace/exploration.ts';
import type { Observation, Untold } from './observation.ts';

/** Counts the runs in which checks told nothing, of those in which a fault struck. */
export interface Doubts {
  readonly add: (observation: Observation) => void;
  /** Runs in which a fault struck. */
  readonly struck: () => number;
  /** The checks that could not tell in some of them, or had nothing to judge in any. */
  readonly list: () => readonly SearchDoubt[];
}

/** No runs yet. */
export function doubts(): Doubts {
  const reasons = new Map<string, Map<string, number>>();
  let runs = 0;
  return {
    add: ({ struck, untold }) => {
      if (!struck.includes(true)) return;
      runs += 1;
      for (const { check, result, reason } of untold) {
        const its = reasons.get(check) ?? new Map<string, number>();
        const why = `${result} ${reason}`;
        reasons.set(check, its.set(why, (its.get(why) ?? 0) + 1));
      }
    },
    struck: () => runs,
    list: () =>
      [...reasons]
        .map(([check, its]) => doubtOf(check, its, runs))
        .filter(({ unknown, notApplicable }) => unknown > 0 || notApplicable === runs)
        .toSorted((a, b) => b.unknown - a.unknown),
  };
}

/** The reason is that of most runs, of those in which it could not tell where there are such. */
function doubtOf(check: string, counts: ReadonlyMap<string, number>, runs: number): SearchDoubt {
  const having = (result: Untold['result']) =>
    [...counts]
      .filter(([why]) => why.startsWith(`${result} `))
      .map(([why, count]) => ({ reason: why.slice(result.length + 1), count }))
      .toSorted((a, b) => b.count - a.count);
  const sum = (all: ReturnType<typeof having>) =>
    all.reduce((total, { count }) => total + count, 0);
  const [unknown, notApplicable] = [having('unknown'), having('not-applicable')];
  const { reason } = unknown[0] ?? notApplicable[0] ?? { reason: '' };
  return { check, reason, unknown: sum(unknown), notApplicable: sum(notApplicable), runs };
}
