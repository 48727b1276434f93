import type { Stopped } from '../../../harness/model/trace/exploration.ts';
import type { Mode } from '../../../harness/model/trace/trace.ts';
import type { CheckSummary } from '../../summary/counts.ts';
import type { SeedGroup } from '../../reliability/seeds.ts';

/** What is compared of a suite. */
export interface SuiteFacts {
  readonly version: 1;
  readonly kind: 'suite';
  /** Why the report does not stand for a whole suite; null where it does. */
  readonly gap: string | null;
  readonly scenarios: readonly ScenarioFacts[];
  readonly searches: readonly SearchFacts[];
}

/** What is compared of a scenario. */
export interface ScenarioFacts {
  readonly file: string;
  readonly title: string;
  readonly variant: string;
  readonly modes: readonly Mode[];
  readonly runs: number;
  readonly checks: readonly CheckSummary[];
  readonly seeds: readonly SeedGroup[];
}

/** What is compared of a search. */
export interface SearchFacts {
  readonly file: string;
  readonly title: string;
  readonly variant: string;
  readonly stopped: Stopped;
  /** The most faults at once of a level that was finished. */
  readonly depth: number;
  readonly found: readonly FoundFacts[];
  /** Checks that could not tell. */
  readonly doubts: readonly string[];
  readonly faults: readonly string[];
  /**
   * What each fault did at each call, a letter a fault: `c` covered, `b` broke, `.` not covered, `-`
   * cannot strike there.
   */
  readonly sites: Readonly<Record<string, string>>;
  /** Whether the report had room for all calls. */
  readonly isWhole: boolean;
}

/** A finding of a search. */
export interface FoundFacts {
  readonly check: string;
  readonly signature: string;
  /** Names of the faults that show it; none where the report had no room for it. */
  readonly by: readonly string[];
}
