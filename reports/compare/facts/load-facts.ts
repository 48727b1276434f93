import type { Plan } from '../../../harness/model/fault/plan.ts';
import type {
  LoadRecovery,
  PointLoad,
  TimeCounts,
} from '../../../harness/model/load/load-report.ts';
import type { ArrivalKind, Role } from '../../../harness/model/phase.ts';
import type { Outcome } from '../../../harness/model/trace/outcome.ts';
import type { Mode } from '../../../harness/model/trace/trace.ts';

/** What is compared of a load. */
export interface LoadFacts {
  readonly version: 1;
  readonly kind: 'load';
  /** Why the report says nothing of the system; null where it does. */
  readonly gap: string | null;
  readonly scenario: string;
  readonly file: string;
  readonly variant: string;
  readonly mode: Mode;
  readonly seed: number;
  readonly plan: Plan;
  readonly arrivals: ArrivalKind;
  /** Of gamma arrivals; null of others, and where it is not known. */
  readonly shape: number | null;
  readonly rate: number;
  readonly concurrencyLimit: number | null;
  readonly withinMs: number;
  readonly deadlineMs: number;
  readonly windowMs: number;
  readonly phases: readonly PhaseFacts[];
  readonly recovery: Pick<LoadRecovery, 'kind' | 'afterMs' | 'reason'> | null;
}

/** What is compared of a phase. */
export interface PhaseFacts {
  readonly name: string;
  readonly role: Role;
  readonly lastsMs: number;
  /** Whole windows, of 5 s or more together: tasks nearer in time than that may fail together. */
  readonly stretches: readonly Stretch[];
}

/** Counts of one stretch of a phase. */
export interface Stretch {
  readonly offered: number;
  readonly dropped: number;
  readonly right: number;
  /** Outcomes that there were. */
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  readonly points: Readonly<Record<string, PointLoad>>;
  readonly responses: TimeCounts;
}
