import type { Fault, Plan, Scenario } from '../../../index.ts';

/** A small agent with one seeded bug, or none, and the least that shows it. */
export interface CorpusEntry {
  readonly id: string;
  /** How many faults it takes: no smaller set from the menu fails any check. 0: it is correct. */
  readonly faults: 0 | 1 | 2 | 3;
  /** The bug in one sentence; of a correct agent, what protects it. */
  readonly bug: string;
  /** The name of the check that fails; '' for a correct agent. */
  readonly check: string;
  readonly scenario: Scenario;
  /** The faults to choose from; `kinds` where left out. */
  readonly kinds?: readonly Fault[];
  /**
   * A plan of `faults` strikes under which `check` fails: of entries of 3, of those once held out,
   * and of those whose first pair of faults that breaks them takes long to find.
   */
  readonly witness?: Plan;
}
