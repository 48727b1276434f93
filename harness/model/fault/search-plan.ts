import type { Fault } from './fault.ts';

/** The options of a search. */
export interface SearchOptions {
  /** The most faults in one schedule; 2 by default. */
  readonly depth?: number;
  /** The faults to strike with; by default the menu, and the faults of the scenario's own plan. */
  readonly faults?: readonly Fault[];
  /** The most runs. */
  readonly budget?: number;
  /**
   * The number of schedules drawn from the level after `depth`, and of reorderings; 0 by default.
   */
  readonly samples?: number;
  /** Whether schedules that rules call redundant are left out; true by default. */
  readonly prune?: boolean;
  /** Whether the search goes on after the first finding; true by default. */
  readonly keepGoing?: boolean;
}

/** A search in place of a plan, as `searched({ … })` returns it. */
export interface SearchPlan {
  readonly kind: 'searched';
  readonly options: SearchOptions;
}

/** Whether a value is a search in place of a plan. */
export function isSearchPlan(value: unknown): value is SearchPlan {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'searched'
  );
}
