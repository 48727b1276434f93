import type { Plan } from '../../harness/model/fault/plan.ts';
import type { CarefulRuns, MutantRow } from '../../harness/model/trace/matrix.ts';
import type { Mode } from '../../harness/model/trace/trace.ts';
import type { Result } from '../../harness/model/trace/verdict.ts';
import type { Replayed } from '../../harness/search/replay/replay.ts';
import type { ReproFile } from '../files/repro-files.ts';

/** What the workers are to do with each scenario they load. Plain data: it crosses processes. */
export interface Job {
  readonly verb: 'run' | 'matrix' | 'replay';
  /** Where null, sim for each scenario that can run there, and the wire for the others. */
  readonly mode: Mode | null;
  readonly seed: number;
  /** Seeds to try, from `seed` on. */
  readonly runs: number;
  /** Where artifacts go; absolute. */
  readonly out: string;
  /** What file names in records are relative to. */
  readonly root: string;
  /** Runs to spend on finding faults for a mutant; null where its scenario's own plan is run. */
  readonly hunt: number | null;
  /** Only scenarios whose titles match this regular expression; all where null. */
  readonly only: string | null;
  /** The most time to shrink one failure (ms), 0 for not at all; where null, 30 s on the wire, any in sim. */
  readonly shrinkMs: number | null;
  /** Runs of each kind (passed, unknown, failed in one way) of a scenario that are written; all where null. */
  readonly keepRuns: number | null;
  /** In place of the scenarios' own. */
  readonly plan: Plan | null;
  /** The failure to see again, with `verb: 'replay'`, and its file as a user would type it. */
  readonly repro: ReproFile | null;
  /** Failures to see again beside what else is run, with `verb: 'run'`. */
  readonly repros: readonly ReproFile[];
  /** Scenario files that are there for `repros` only; absolute. */
  readonly onlyRepros: readonly string[];
  /** How searches that were stopped are gone on with; null where the verb keeps no journals. */
  readonly resume: Resuming | null;
  /** The system to run; `careful` where null. */
  readonly variant: string | null;
}

/** Whether journals are to be gone on from, and the command that asks for it. */
export interface Resuming {
  readonly isAsked: boolean;
  readonly command: string;
}

/** What a worker says of one test; the records themselves are in files. */
export interface Note {
  /** The scenario's title. */
  readonly scenario: string;
  /** The worst of its runs; of a mutant, a pass where it was noticed. */
  readonly result: Result;
  /** Runs made for it. */
  readonly runs: number;
  /** Files of run records. */
  readonly records: readonly string[];
  /** The file with the counts of its scenario's runs that were not written, its own among them. */
  readonly tally?: string;
  /** How its runs ended, where they are several. */
  readonly counts?: RunCounts;
  /** Whether by luck none of its faults struck: it is no doubt where others were struck. */
  readonly isIdle?: true;
  /** The file of the search, where the scenario was searched. */
  readonly search?: string;
  /** Of its runs, those that stood in the journal of a search that was stopped. */
  readonly known?: number;
  readonly careful?: CarefulRuns;
  readonly mutant?: MutantRow;
  readonly replayed?: Pick<Replayed, 'result' | 'reason' | 'notes'>;
  /** What this machine lacks, where the scenario could not be run for want of it. */
  readonly skipped?: string;
  /** The mutants the scenario has, where the variant asked for is none of them: it was not run. */
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

/** How the runs of a note ended; those that struck nothing by luck are counted apart. */
export type RunCounts = Readonly<Record<Result | 'idle', number>>;
