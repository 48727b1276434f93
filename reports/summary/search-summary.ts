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

/** A search, as a summary is told of it. */
export interface Searched {
  readonly family: string;
  readonly file: string;
  readonly exploration: Exploration;
  /** The run that shows each finding, in the order of the findings; none where they are not known. */
  readonly runs: readonly RunRecord[];
  readonly tookMs: number;
  /** The command that goes on where it was stopped, or null. */
  readonly goOn: string | null;
}

/** What became of one fault at one call; of a pruned one, the rule that left it out. */
export type CellState = 'unreached' | PruneRule | 'idle' | 'unknown' | 'struck' | 'broke';

/** All of them, the most telling last. */
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
  /** One a fault of the search, in its order; null where the fault cannot strike such a call. */
  readonly cells: readonly (CellState | null)[];
}

/** A way to break the system, as the picture of a search places it. */
export interface Met {
  /** Its number among the report's findings; 0 where it had no room there. */
  readonly finding: number;
  readonly check: string;
  readonly signature: string;
  readonly atRun: number;
  readonly how: string;
}

/** One search: what it claims, what it covered, how it went. */
export interface SearchSummary {
  readonly family: string;
  readonly title: string;
  readonly file: string;
  readonly variant: string;
  readonly seed: number;
  readonly result: Result;
  /** What has been shown, to the letter; why nothing, where nothing has. */
  readonly claim: string;
  readonly stopped: Exploration['stopped'];
  readonly faults: readonly string[];
  readonly sites: number;
  readonly runs: number;
  readonly tookMs: number;
  readonly stages: readonly SearchStage[];
  readonly levels: readonly LevelReport[];
  readonly found: readonly Met[];
  /** Checks that could not tell in some runs, most often first. */
  readonly doubts: readonly SearchDoubt[];
  /** Calls, those at which no fault was tried last. */
  readonly rows: readonly SiteRow[];
  readonly counts: Readonly<Record<CellState, number>>;
  /** Schedules that could not be compared with their parents, in words. */
  readonly quarantined: readonly string[];
  /** Rows and quarantined schedules that had no room. */
  readonly leftOut: { readonly rows: number; readonly quarantined: number };
  readonly goOn: string | null;
}
