import { withoutNonces } from '../../model/json/drawn-word.ts';
import { isOpen, type SearchDoubt, type UntoldRun } from '../../model/trace/exploration.ts';
import type { Observation, Untold } from './observation.ts';

/** Counts the runs in which checks told nothing, of those in which a fault struck. */
export interface Doubts {
  readonly add: (observation: Observation) => void;
  /** Runs in which a fault struck. */
  readonly struck: () => number;
  /** The checks that could not tell in some of them, or had nothing to judge in any. */
  readonly list: () => readonly SearchDoubt[];
}

/** A count without runs. */
export function doubts(): Doubts {
  const reasons = new Map<string, Map<string, Counted>>();
  const smallest = new Map<string, UntoldRun>();
  let runs = 0;
  return {
    add: ({ plan, struck, untold }) => {
      const hit = plan.filter((_, index) => struck[index]);
      if (hit.length === 0) return;
      runs += 1;
      for (const { check, result, reason } of untold) {
        const its = reasons.get(check) ?? new Map<string, Counted>();
        const why = `${result} ${withoutNonces(reason)}`;
        const before = its.get(why) ?? { result, reason, count: 0 };
        reasons.set(check, its.set(why, { ...before, count: before.count + 1 }));
        const least = smallest.get(check)?.plan.length ?? Infinity;
        if (result === 'unknown' && hit.length < least) smallest.set(check, { plan: hit, reason });
      }
    },
    struck: () => runs,
    list: () =>
      [...reasons]
        .map(([check, its]) => doubtOf(check, its, runs))
        .filter(({ unknown, notApplicable }) => unknown > 0 || notApplicable === runs)
        .map((doubt) => ({
          ...doubt,
          smallest: isOpen(doubt) ? (smallest.get(doubt.check) ?? null) : null,
        }))
        .toSorted((a, b) => b.unknown - a.unknown),
  };
}

/** A reason as the first run told it, and the runs that told it of whatever ids. */
interface Counted extends Pick<Untold, 'result' | 'reason'> {
  readonly count: number;
}

function doubtOf(
  check: string,
  counts: ReadonlyMap<string, Counted>,
  runs: number,
): Omit<SearchDoubt, 'smallest'> {
  const having = (result: Untold['result']) =>
    [...counts.values()]
      .filter((one) => one.result === result)
      .toSorted((a, b) => b.count - a.count);
  const sum = (all: ReturnType<typeof having>) =>
    all.reduce((total, { count }) => total + count, 0);
  const [unknown, notApplicable] = [having('unknown'), having('not-applicable')];
  const counted = { unknown: sum(unknown), notApplicable: sum(notApplicable), runs };
  const isAll = counted.unknown === 0 || counted.unknown + counted.notApplicable === runs;
  const told = isAll ? [...unknown, ...notApplicable] : unknown;
  return { check, reason: reasonWords(told), ...counted };
}

/** The commonest reasons, each with its runs where there are several. */
function reasonWords(all: readonly { readonly reason: string; readonly count: number }[]): string {
  const [first, ...others] = all;
  if (!first) return '';
  if (others.length === 0) return first.reason;
  const shown = all.slice(0, mostReasons);
  const [advice = '', ...differs] = new Set(shown.map(({ reason }) => adviceIn(reason)));
  const shared = differs.length > 0 ? '' : advice;
  const told = shown.map(
    ({ reason, count }) => `${reason.slice(0, reason.length - shared.length)} (${count} of them)`,
  );
  const more = all.slice(mostReasons).reduce((total, { count }) => total + count, 0);
  return [...told, ...(more > 0 ? [`other reasons (${more} of them)`] : [])].join('; ') + shared;
}

/** What ends a doubt, as a reason has it at its end, ` (give the task an expect.answer)`; or ''. */
function adviceIn(reason: string): string {
  return / \((?:[^()]|\([^()]*\))*\)$/.exec(reason)?.[0] ?? '';
}

const mostReasons = 3;
