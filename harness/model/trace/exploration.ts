import { z } from 'zod';
import { planSchema } from '../fault/plan.ts';
import { endedSchema } from './ended.ts';
import { withoutSchema } from '../fault/without-strike.ts';
import { reproSchema } from './repro.ts';
import type { RunRecord } from './run-record.ts';
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

const count = z.int().min(0);

/** Why a search ended, as JSON. */
export const stoppedSchema = z.enum(stops);

/** A part of a search, as JSON. */
export const searchStageSchema = z.strictObject({
  name: z.string().min(1),
  runs: count,
});

/** A part of a search, in order: `dense`, `outages`, `level 1`, `level 2` …, `sample`. */
export type SearchStage = z.infer<typeof searchStageSchema>;

/** How far one level got, as JSON. */
export const levelReportSchema = z.strictObject({
  level: z.int().min(1),
  /** Schedules there are at this level, from the parents that were expanded. */
  schedules: count,
  run: count,
  pruned: z.record(z.enum(pruneRules), count),
  /** Pruned schedules that were run all the same, to keep the rules honest. */
  audited: count,
  /** Audits that showed a rule to be wrong; it was turned off for that class of calls. */
  refuted: count,
  /** Faults that changed nothing in the reply they met. */
  idle: count,
  isFinished: z.boolean(),
});

/** How far one level got. */
export type LevelReport = z.infer<typeof levelReportSchema>;

const findingSchema = z.strictObject({
  check: z.string().min(1),
  signature: z.string(),
  reason: z.string(),
  plan: planSchema,
  repro: reproSchema,
  /** What the check says without each strike of the plan; left out where nobody asked. */
  without: z.exactOptional(withoutSchema),
  /** How it was met: `dense`, `level 2`, or the outage it came from. */
  how: z.string(),
  /** Runs made when it was met, with those without faults, before shrinking. */
  atRun: count,
  // Searches of before did not count them.
  /** How its tasks ended in all runs that broke so, worst first. */
  ended: endedSchema.default([]),
});

/** A way in which the agent breaks, with the fewest faults that show it. */
export interface SearchFinding extends z.infer<typeof findingSchema> {}

const untoldRunSchema = z.strictObject({
  /** The strikes that hit. */
  plan: planSchema,
  reason: z.string(),
});

/** A run in which a check could not tell. */
export type UntoldRun = z.infer<typeof untoldRunSchema>;

const doubtSchema = z.strictObject({
  check: z.string().min(1),
  /** Why: the commonest reasons, each with its runs where there are several. */
  reason: z.string(),
  /** Runs in which it could not tell, of all `runs` in which a fault struck. */
  unknown: count,
  /** Runs in which it had nothing to judge. */
  notApplicable: count,
  runs: count,
  // Searches of before kept none.
  /** Of the runs in which it could not tell, the first of the fewest faults; null where it is not open. */
  smallest: untoldRunSchema.nullable().default(null),
});

/**
 * A check that could not tell in some of the runs in which a fault struck, or had nothing to judge in
 * any of them: that is no pass.
 */
export type SearchDoubt = z.infer<typeof doubtSchema>;

const cellSchema = z.strictObject({
  task: z.string(),
  point: z.string(),
  op: z.string(),
  attempt: z.int().min(1),
  /** One of the exploration's `faults`. */
  fault: z.string(),
  state: z.enum(coverageStates),
  /** The rule that pruned it, or ''. */
  why: z.enum([...pruneRules, '']),
});

/** One cell of the coverage matrix. */
export type CoverageCell = z.infer<typeof cellSchema>;

const quarantinedSchema = z.strictObject({
  plan: planSchema,
  site: z.string(),
});

/** Where a schedule and its parent went different ways before its last fault. */
export type Quarantined = z.infer<typeof quarantinedSchema>;

/** The schema of what a search says: `exploration.json`. */
export const explorationSchema = z.strictObject({
  version: z.literal(1),
  scenario: z.string().min(1),
  variant: z.string().min(1),
  seed: z.int(),
  faults: z.array(z.string()).max(1_000).readonly(),
  sites: count,
  /** Every run that the search asked for, also those without faults; none that shrank a finding. */
  runs: count,
  /** What the runs were made for; they add up to `runs`. */
  stages: z.array(searchStageSchema).max(1_000).readonly(),
  levels: z.array(levelReportSchema).max(1_000).readonly(),
  findings: z.array(findingSchema).max(100_000).readonly(),
  quarantined: z.array(quarantinedSchema).max(1_000_000).readonly(),
  // Searches of before could not say these.
  /** Checks that could not tell in some runs, most often first. */
  doubts: z.array(doubtSchema).max(1_000).readonly().default([]),
  coverage: z.array(cellSchema).max(1_000_000).readonly(),
  /** What has been shown, in words; null where nothing can be claimed. */
  claim: z.string().nullable(),
  /** Why the search stopped. */
  stopped: stoppedSchema,
  /** Where two runs differed, for a subject that is not deterministic. */
  difference: z.string().nullable(),
  /** Why no fault struck anything, where none did. */
  vacuity: z.string().nullable().default(null),
});

/** All that a search says. */
export interface Exploration extends z.infer<typeof explorationSchema> {}

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

/** The files that a search was written to. */
export interface SearchFiles {
  /** The replay file of each finding, in the order of the findings. */
  readonly repros: readonly string[];
  /** The plan file of each check that could not tell, by the check's name. */
  readonly plans: Readonly<Record<string, string>>;
}

/** Where the artifacts of a search are kept. */
export interface SearchStore {
  /** The absolute path of its journal. */
  readonly journal: string;
  /** The folder that paths in errors are relative to. */
  readonly root: string;
  /** Removes the artifacts of an earlier search. */
  readonly clear: () => Promise<void>;
  /** Writes what a search says; resolves with where its files are. */
  readonly write: (exploration: Exploration) => Promise<SearchFiles>;
}

/** A search that is over, with the runs of its findings. */
export interface Searched {
  readonly family: string;
  readonly file: string;
  readonly exploration: Exploration;
  /** The run of each finding, in the order of the findings; empty where they are not known. */
  readonly runs: readonly RunRecord[];
  /** Of the search alone. */
  readonly tookMs: number;
  /** The command that resumes the search; null where it cannot be resumed. */
  readonly goOn: string | null;
  /** The plan file of each check that could not tell, by the check's name. */
  readonly plans: SearchFiles['plans'];
}
