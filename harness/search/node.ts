import type { PruneRule } from '../model/exploration.ts';
import type { Fault } from '../model/fault.ts';
import type { Plan } from '../model/plan.ts';
import type { Crossing, Observation } from './observation.ts';
import type { Mark } from './prune.ts';

/** A schedule that was run, and may be extended by a fault after its last one. */
export interface Node {
  readonly observation: Observation;
  /** Index of the crossing that its last strike hit; -1 for the baseline. */
  readonly hit: number;
  readonly parent: Node | null;
  /** Its last fault, and where; null for the baseline. */
  readonly last: { readonly fault: Fault; readonly crossing: Crossing } | null;
  /** How far its last fault marks what comes after. */
  readonly mark: Mark;
  /** Whether its last fault took much of the time that all share. */
  readonly isCostly: boolean;
  /** Another fault at the same call had the same future: that node stands for this one. */
  readonly standIn: Node | null;
  /** Checks that this schedule or a part of it breaks already: nothing new can be said of them. */
  readonly broken: ReadonlySet<string>;
}

/** A schedule one fault longer than its parent. */
export interface Step {
  readonly plan: Plan;
  readonly parent: Node;
  readonly crossing: Crossing;
  readonly fault: Fault;
  /** Whether the parent's last fault brought this call about. */
  readonly isNew: boolean;
  /** Why it need not be run, or null. */
  readonly pruned: PruneRule | null;
}
