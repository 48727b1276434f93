import type { Plan } from '../../harness/model/fault/plan.ts';
import type { CarefulRuns, MutantRow } from '../../harness/model/trace/matrix.ts';
import type { Mode } from '../../harness/model/trace/trace.ts';
import type { Result } from '../../harness/model/trace/verdict.ts';
import type { Resuming } from '../../harness/search/explore/showing.ts';
import type { Replayed } from '../../harness/search/replay/replay.ts';
import type { ReproFile } from '../files/repro-files.ts';

/**
 * The work of a command for each scenario that workers load. Plain data, since it crosses
 * processes.
 */
export interface Job {
  readonly verb: 'run' | 'matrix' | 'replay';
  /** The mode; null means sim for scenarios that can run there, and wire for the others. */
  readonly mode: Mode | null;
  readonly seed: number;
  /** How many seeds to run, from `seed` on. */
  readonly runs: number;
  /** The folder for artifacts; absolute. */
  readonly out: string;
  /** The folder that paths in records are relative to. */
  readonly root: string;
  /** The most runs to find faults for a mutant; null to run the scenario's own plan. */
  readonly hunt: number | null;
  /** A regular expression for titles; null for all scenarios. */
  readonly only: string | null;
  /**
   * The most time to shrink one failure (ms), 0 for none; null for 30 s on the wire and no limit in
   * sim.
   */
  readonly shrinkMs: number | null;
  /**
   * How many runs of each kind (passed, unknown, failed in one way) are written for each scenario;
   * null for all.
   */
  readonly keepRuns: number | null;
  /** A plan that replaces those of the scenarios. */
  readonly plan: Plan | null;
  /** The replay file of `verb: 'replay'`. */
  readonly repro: ReproFile | null;
  /** Replay files to run as tests, with `verb: 'run'`. */
  readonly repros: readonly ReproFile[];
  /** Absolute paths of scenario files that are loaded for `repros` only. */
  readonly onlyRepros: readonly string[];
  /** How to resume searches; null if the verb keeps no journals. */
  readonly resume: Resuming | null;
  /** The variant to run; null for `careful`. */
  readonly variant: string | null;
}

/** What a job is where its verb says nothing else. */
export const plainJob = {
  runs: 1,
  hunt: null,
  only: null,
  shrinkMs: null,
  keepRuns: null,
  plan: null,
  repro: null,
  repros: [],
  onlyRepros: [],
  resume: null,
  variant: null,
} as const satisfies Partial<Job>;

/** What a worker reports of one test; run records are in files. */
export interface Note {
  /** The scenario's title. */
  readonly scenario: string;
  /** The worst result of its runs; for a mutant, `pass` if it was flagged. */
  readonly result: Result;
  /** How many runs were made. */
  readonly runs: number;
  /** The files of its run records. */
  readonly records: readonly string[];
  /**
   * The file that counts the scenario's runs that were not written, those of this test included.
   */
  readonly tally?: string;
  /** The results of its runs, if there are several. */
  readonly counts?: RunCounts;
  /** Whether by chance no fault struck; such a run leaves no doubt if others were struck. */
  readonly isIdle?: true;
  /** The file of the search, if there was one. */
  readonly search?: string;
  /** How many of its runs came from a journal. */
  readonly known?: number;
  readonly careful?: CarefulRuns;
  readonly mutant?: MutantRow;
  readonly replayed?: Pick<Replayed, 'result' | 'reason' | 'notes'>;
  /** What this machine lacks to run the scenario. */
  readonly skipped?: string;
  /** The scenario's mutants, if it lacks the variant and was not run. */
  readonly lacks?: readonly string[];
}

declare module 'vitest-runner' {
  interface ProvidedContext {
    brownout: Job;
  }
  interface TaskMeta {
    brownout?: Note;
  }
}

/** How many runs of a note had each result; idle runs are counted apart. */
export type RunCounts = Readonly<Record<Result | 'idle', number>>;
