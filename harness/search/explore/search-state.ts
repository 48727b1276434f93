import type {
  LevelReport,
  Quarantined,
  SearchStage,
  Stopped,
} from '../../model/trace/exploration.ts';
import type { Fault } from '../../model/fault/fault.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { SearchOptions } from '../../model/fault/search-plan.ts';
import { breaking, type Breaking } from './breaking.ts';
import { doubts, type Doubts } from '../observe/doubts.ts';
import type { Difference } from '../observe/difference.ts';
import type { Executor } from '../executor/executor.ts';
import type { RunRecord } from '../../model/trace/run-record.ts';
import type { Subject } from '../subject.ts';
import { findings, type Accept, type Findings } from './findings.ts';
import type { Step } from '../node.ts';
import type { Crossing, Observation } from '../observe/observation.ts';
import { siteOf } from '../schedule.ts';

/** The options of a search. */
export interface ExploreOptions extends Partial<Subject>, SearchOptions {
  /** Stop as soon as there is a finding of this check. */
  readonly until?: string;
  /** Which plans count as findings; all where left out. */
  readonly accept?: Accept;
  /** Whether findings are shrunk to the fewest faults; true where left out. */
  readonly shrinks?: boolean;
  /** What makes the runs: this thread where left out. */
  readonly executor?: Executor;
  readonly signal?: AbortSignal;
  /** Told where the search is, now and then. */
  readonly onProgress?: (progress: SearchProgress) => void;
}

/** The progress of a search. */
export interface SearchProgress {
  /** 0 while many faults strike at once. */
  readonly level: number;
  readonly runs: number;
  /** Schedules of this level still to run. */
  readonly left: number;
  readonly findings: number;
}

/** The state of a search. */
export interface Search {
  readonly scenario: Scenario;
  readonly subject: Subject;
  /** The first run, without faults. */
  readonly faultless: RunRecord;
  readonly faults: readonly Fault[];
  readonly options: ExploreOptions;
  readonly executor: Executor;
  readonly found: Findings;
  readonly levels: LevelReport[];
  /** Every step that was run, by its key, and what became of it. */
  readonly ran: Map<string, { readonly step: Step; readonly state: 'struck' | 'unknown' | 'idle' }>;
  /** Those that a rule left out. */
  readonly leftOut: Step[];
  readonly stages: SearchStage[];
  /** Every call that was seen, by its site. */
  readonly sites: Map<string, Crossing>;
  /** The schedules, such as levels make, that broke a check. */
  readonly breaking: Breaking;
  /** Checks that could not tell. */
  readonly doubts: Doubts;
  readonly quarantined: Quarantined[];
  /** What was seen of schedules that were run before their level came, by their key. */
  readonly early: Map<string, Observation>;
  /** Every run so far that the search asked for, also those without faults; none that shrank a finding. */
  runs: number;
  /** Runs without faults that were compared with the first, which is among them. */
  alike: number;
  /** Where one of them differs from the first; null where none does. */
  difference: Difference | null;
  stopped: Stopped | null;
}

/** The state of a search after its first run, which nothing was noted of yet. */
export function newSearch(
  scenario: Scenario,
  subject: Subject,
  faultless: RunRecord,
  faults: readonly Fault[],
  { executor, ...options }: ExploreOptions & { readonly executor: Executor },
): Search {
  return {
    scenario,
    subject,
    faultless,
    faults,
    options,
    executor,
    found: findings(scenario, subject, executor, options),
    levels: [],
    ran: new Map(),
    leftOut: [],
    stages: [],
    sites: new Map(),
    breaking: breaking(),
    doubts: doubts(),
    quarantined: [],
    early: new Map(),
    runs: 0,
    alike: 1,
    difference: null,
    stopped: null,
  };
}

/** Adds the calls of a run to the sites of a search. */
export function visit(search: Search, { crossings }: Observation): void {
  for (const crossing of crossings) {
    const site = siteOf(crossing);
    if (!search.sites.has(site)) search.sites.set(site, crossing);
  }
}

/** Counts a run of a search, and stops it where its budget is spent. */
export function countRun(search: Search): void {
  search.runs += 1;
  if (search.runs >= (search.options.budget ?? Infinity)) search.stopped ??= 'budget';
}

/** Ends a stage: the runs since the last one ended are its own. */
export function endStage({ stages, runs }: Search, name: string): void {
  const before = stages.reduce((sum, stage) => sum + stage.runs, 0);
  if (runs > before) stages.push({ name, runs: runs - before });
}

/** The reason for which a signal ended a search; null if it has not. */
export function stopOf(signal: AbortSignal | undefined): Stopped | null {
  if (!signal?.aborted) return null;
  return signal.reason === 'time' ? 'time' : 'interrupted';
}
