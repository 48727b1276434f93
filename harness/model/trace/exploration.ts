import type { Plan } from '../fault/plan.ts';
import type { Repro } from './repro.ts';
import type { WithoutStrike } from '../fault/without-strike.ts';
import { wholeRun } from './verdicts-of.ts';

/**
 * The rules by which a schedule is left out. `kinds`: another fault at this call did the same.
 * `absorbed`: the fault before it had left no mark on this call. `converged`: after other faults the
 * run goes on in the same way from this task on. `alike`: tasks that met each single fault in the same
 * manner were struck by the same faults.
 */
export const pruneRules = ['kinds', 'absorbed', 'converged', 'alike'] as const;

/** Why a schedule was not run. */
export type PruneRule = (typeof pruneRules)[number];

/** A way in which the agent breaks, with the fewest faults that show it. */
export interface SearchFinding {
  readonly check: string;
  readonly signature: string;
  readonly reason: string;
  readonly plan: Plan;
  readonly repro: Repro;
  /** What the check says without each strike of the plan; left out where nobody asked. */
  readonly without?: readonly WithoutStrike[];
  /** How it was met: `dense`, `level 2`, or the outage it came from. */
  readonly how: string;
  /** Runs made when it was met, before shrinking. */
  readonly atRun: number;
}

/**
 * A check that could not tell in some of the runs in which a fault struck, or had nothing to judge in
 * any of them: that is no pass.
 */
export interface SearchDoubt {
  readonly check: string;
  /** Why: the commonest reasons, each with its runs where there are several. */
  readonly reason: string;
  /** Runs in which it could not tell, of all `runs` in which a fault struck. */
  readonly unknown: number;
  /** Runs in which it had nothing to judge. */
  readonly notApplicable: number;
  readonly runs: number;
  /** Of the runs in which it could not tell, the first of the fewest faults; null where it is not open. */
  readonly smallest: UntoldRun | null;
}

/** A run in which a check could not tell. */
export interface UntoldRun {
  /** The strikes that hit. */
  readonly plan: Plan;
  readonly reason: string;
}

/** In how many of the runs in which a fault struck a check told nothing. */
type UntoldCount = Pick<SearchDoubt, 'check' | 'unknown' | 'notApplicable' | 'runs'>;

/** Whether a check could not tell where it had something to judge, in any run: nothing was shown of it. */
export function isMute({ unknown, notApplicable, runs }: UntoldCount): boolean {
  return unknown > 0 && unknown + notApplicable === runs;
}

/**
 * Whether a check leaves a search without a verdict: it could not tell in some run. That a run had
 * nothing for any check to judge does so only where no run had.
 */
export function isOpen(doubt: UntoldCount): boolean {
  return isMute(doubt) || (doubt.unknown > 0 && doubt.check !== wholeRun);
}

/** How far one level got. */
export interface LevelReport {
  readonly level: number;
  /** Schedules there are at this level, from the parents that were expanded. */
  readonly schedules: number;
  readonly run: number;
  readonly pruned: Readonly<Record<PruneRule, number>>;
  /** Pruned schedules that were run all the same, to keep the rules honest. */
  readonly audited: number;
  /** Audits that showed a rule to be wrong; it was turned off for that class of calls. */
  readonly refuted: number;
  /** Faults that changed nothing in the reply they met. */
  readonly idle: number;
  readonly isFinished: boolean;
}

/**
 * What became of one fault at one call. `broke`: it struck in a schedule that broke a check, and of which
 * no part broke it alone. `struck`: it struck, and nothing broke. `unknown`: it struck, and a check could not
 * tell. `pruned`: left out by a rule. `idle`: it was sent, but changed nothing there. `unreached`: the call was
 * seen, the fault never tried there.
 */
export const coverageStates = [
  'unreached',
  'pruned',
  'idle',
  'unknown',
  'struck',
  'broke',
] as const;

/** One of those; the most telling is the last. */
export type CoverageState = (typeof coverageStates)[number];

/** One cell of the coverage matrix. */
export interface CoverageCell {
  readonly task: string;
  readonly point: string;
  readonly op: string;
  readonly attempt: number;
  /** One of the exploration's `faults`. */
  readonly fault: string;
  readonly state: CoverageState;
  /** The rule that pruned it, or ''. */
  readonly why: PruneRule | '';
}

/** A part of a search, in order: `dense`, `outages`, `level 1`, `level 2` …, `sample`. */
export interface SearchStage {
  readonly name: string;
  readonly runs: number;
}

/** Where a schedule and its parent went different ways before its last fault. */
export interface Quarantined {
  readonly plan: Plan;
  readonly site: string;
}

/**
 * Why a search stopped. `broken`: the agent does not do its work without faults. `vacuous`: it came to
 * its end, and no fault struck anything.
 */
export const stops = [
  'done',
  'found',
  'budget',
  'time',
  'interrupted',
  'nondeterministic',
  'broken',
  'vacuous',
] as const;

/** One of those. */
export type Stopped = (typeof stops)[number];

/** The files that a search was written to. */
export interface SearchFiles {
  /** The replay file of each finding, in the order of the findings. */
  readonly repros: readonly string[];
  /** The plan file of each check that could not tell, by the check's name. */
  readonly plans: Readonly<Record<string, string>>;
}

/** All that a search says. */
export interface Exploration {
  readonly version: 1;
  readonly scenario: string;
  readonly variant: string;
  readonly seed: number;
  readonly faults: readonly string[];
  readonly sites: number;
  readonly runs: number;
  /** What the runs were made for; they add up to `runs`. */
  readonly stages: readonly SearchStage[];
  readonly levels: readonly LevelReport[];
  readonly findings: readonly SearchFinding[];
  readonly quarantined: readonly Quarantined[];
  /** Checks that could not tell in some runs, most often first. */
  readonly doubts: readonly SearchDoubt[];
  readonly coverage: readonly CoverageCell[];
  /** What has been shown, in words; null where nothing can be claimed. */
  readonly claim: string | null;
  /** Why the search stopped. */
  readonly stopped: Stopped;
  /** Where two runs differed, for a subject that is not deterministic. */
  readonly difference: string | null;
  /** Why no fault struck anything, where none did. */
  readonly vacuity: string | null;
}
