import {
  pruneRules,
  type Exploration,
  type LevelReport,
  type PruneRule,
  type SearchDoubt,
  type SearchStage,
} from '../../harness/model/trace/exploration.ts';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import type { Result } from '../../harness/model/trace/verdict.ts';

/** A search with the runs of its findings, as input to a summary. */
export interface Searched {
  readonly family: string;
  readonly file: string;
  readonly exploration: Exploration;
  /** The run of each finding, in the order of the findings; empty where they are not known. */
  readonly runs: readonly RunRecord[];
  readonly tookMs: number;
  /** The command that resumes the search; null where it cannot be resumed. */
  readonly goOn: string | null;
  /** The plan file of each check that could not tell, by the check's name. */
  readonly plans: Readonly<Record<string, string>>;
}

/** The result of one fault at one call; for a pruned one the rule that pruned it. */
export type CellState = 'unreached' | PruneRule | 'idle' | 'unknown' | 'struck' | 'broke';

/** All states, in order of increasing importance. */
export const cellStates: readonly CellState[] = [
  'unreached',
  ...pruneRules,
  'idle',
  'unknown',
  'struck',
  'broke',
];

/** A row of the matrix of sites and faults: one call. */
export interface SiteRow {
  readonly task: string;
  readonly point: string;
  readonly op: string;
  readonly attempt: number;
  /** One state for each fault of the search; null where the fault cannot strike such a call. */
  readonly cells: readonly (CellState | null)[];
}

/** When a search found a finding. */
export interface SearchHit {
  /** The number of the finding in the report; 0 where the report has no room for it. */
  readonly finding: number;
  readonly check: string;
  readonly signature: string;
  readonly atRun: number;
  readonly how: string;
}

/** A check that could not tell in some runs of a search, or had nothing to judge in any. */
export interface DoubtSummary extends Omit<SearchDoubt, 'smallest'> {
  readonly smallest: DoubtfulRun | null;
}

/** Of the runs in which a check could not tell, the first of the fewest faults. */
export interface DoubtfulRun {
  readonly strikes: readonly string[];
  readonly reason: string;
  /** The command that makes it again; null where none can. */
  readonly again: string | null;
}

/** The result of one search: its claim, its coverage and its progress. */
export interface SearchSummary {
  readonly family: string;
  readonly title: string;
  readonly file: string;
  readonly variant: string;
  readonly seed: number;
  readonly result: Result;
  /** What the search has shown, or why it has shown nothing. */
  readonly claim: string;
  readonly stopped: Exploration['stopped'];
  readonly faults: readonly string[];
  readonly sites: number;
  readonly runs: number;
  readonly tookMs: number;
  readonly stages: readonly SearchStage[];
  readonly levels: readonly LevelReport[];
  readonly found: readonly SearchHit[];
  /** Checks that were unknown in some runs, most frequent first. */
  readonly doubts: readonly DoubtSummary[];
  /** The calls of the system; calls at which no fault was tried come last. */
  readonly rows: readonly SiteRow[];
  readonly counts: Readonly<Record<CellState, number>>;
  /** Schedules whose run differs from their parent's before the new fault, in words. */
  readonly quarantined: readonly string[];
  /** How many rows and quarantined schedules were left out. */
  readonly leftOut: { readonly rows: number; readonly quarantined: number };
  readonly goOn: string | null;
}
