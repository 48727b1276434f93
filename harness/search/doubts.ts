import type { SearchDoubt } from '../model/exploration.ts';
import type { Observation } from './observation.ts';

/** Counts the runs in which checks could not tell, of those in which a fault struck. */
export interface Doubts {
  readonly add: (observation: Observation) => void;
  /** Runs in which a fault struck. */
  readonly struck: () => number;
  /** The checks that could not tell in some of them, most often first. */
  readonly list: () => readonly SearchDoubt[];
}

/** No runs yet. */
export function doubts(): Doubts {
  const reasons = new Map<string, Map<string, number>>();
  let runs = 0;
  return {
    add: ({ struck, unknowns }) => {
      if (!struck.includes(true)) return;
      runs += 1;
      for (const { check, reason } of unknowns) {
        const its = reasons.get(check) ?? new Map<string, number>();
        reasons.set(check, its.set(reason, (its.get(reason) ?? 0) + 1));
      }
    },
    struck: () => runs,
    list: () => [...reasons].map(([check, its]) => doubtOf(check, its, runs)).toSorted(byCount),
  };
}

function doubtOf(check: string, reasons: ReadonlyMap<string, number>, runs: number): SearchDoubt {
  const [[reason] = ['']] = [...reasons].toSorted(([, a], [, b]) => b - a);
  const unknown = [...reasons.values()].reduce((sum, count) => sum + count, 0);
  return { check, reason, unknown, runs };
}

function byCount(a: SearchDoubt, b: SearchDoubt): number {
  return b.unknown - a.unknown;
}
