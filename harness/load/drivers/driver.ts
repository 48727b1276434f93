import type { RunningSystem, System } from '../../model/scenario.ts';
import type { DriverName } from '../../model/load/load-report.ts';
import type { Mode } from '../../model/trace/trace.ts';

/** What carries the tasks of a load to the agent. */
export interface Driver {
  readonly name: DriverName;
  /** Asks the agent a task at once, however many others are under way. */
  readonly ask: RunningSystem['ask'];
  /** Why this machine was the limit of the load, and not the agent; null where it was not. */
  readonly limit: () => string | null;
  /** Ends what is under way; nothing is asked any more. */
  readonly close: () => Promise<void>;
}

/** An agent to be put under load. */
export interface Loaded {
  readonly mode: Mode;
  readonly system: System;
  readonly running: RunningSystem;
}

/** A kind of driver. */
export interface DriverKind {
  readonly name: DriverName;
  /** Why it cannot ask this agent; null where it can. */
  readonly cannot: (agent: Loaded) => string | null;
  readonly open: (agent: Loaded) => Promise<Driver>;
}
