import type { Fault } from './fault.ts';

/** How far a search goes, and with what. */
export interface SearchOptions {
  /** The most faults in one schedule; 2 where left out. */
  readonly depth?: number;
  /** What to strike with; the menu, and what the scenario's own plan names, where left out. */
  readonly faults?: readonly Fault[];
  /** The most runs. */
  readonly budget?: number;
  /** Schedules to draw from the level after `depth`, and reorderings; none where left out. */
  readonly samples?: number;
  /** Whether schedules that rules call redundant are left out; true where left out. */
  readonly prune?: boolean;
  /** Go on after the first finding; true where left out. */
  readonly keepGoing?: boolean;
}

/** A search in place of a plan, as `searched({ … })` gives it: the faults are to be found. */
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
