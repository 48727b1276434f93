import type { PruneRule } from '../model/trace/exploration.ts';
import type { Fault } from '../model/fault/fault.ts';
import type { Plan } from '../model/fault/plan.ts';
import type { Crossing, Observation } from './observe/observation.ts';

/** A schedule that was run, and may be extended by a fault after its last one. */
export interface Node {
  readonly observation: Observation;
  /** Index of the crossing that its last strike hit; -1 for the baseline. */
  readonly hit: number;
  readonly parent: Node | null;
  /** Its last fault, and where; null for the baseline. */
  readonly last: { readonly fault: Fault; readonly crossing: Crossing } | null;
  /** Whether what came after its last fault is as if it had not struck. */
  readonly isAbsorbed: boolean;
  /** Calls since its last fault, a crash, each with the one of its parent that it repeats. */
  readonly repeats: ReadonlyMap<Crossing, Crossing>;
  /** Whether its last fault took much of the time that all share. */
  readonly isCostly: boolean;
  /** The earlier node of the same parent and continuation, which stands for this one; null if none. */
  readonly standIn: Node | null;
  /** Checks that this schedule or a part of it breaks already, and how gravely. */
  readonly broken: Broken;
}

/**
 * The rank of the worst outcome by which a check was broken, by its name: of a check that is broken again no
 * more gravely nothing new can be said.
 */
export type Broken = ReadonlyMap<string, number>;

/** A schedule one fault longer than its parent. */
export interface Step {
  readonly plan: Plan;
  readonly parent: Node;
  readonly crossing: Crossing;
  readonly fault: Fault;
  /** Whether the parent's last fault brought this call about. */
  readonly isNew: boolean;
  /** Why it need not be run, or null. */
  readonly pruned: Pruned | null;
}

/** The reason for which a step need not be run. */
export interface Pruned {
  readonly rule: PruneRule;
  /** This schedule shows as much; null where that cannot be told of a single one. */
  readonly instead: Plan | null;
}
