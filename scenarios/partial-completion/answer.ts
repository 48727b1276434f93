import type { Slot } from './slot.ts';

/**
 * How a task stands. `done`: all is booked. `compensated`: what was booked has been cancelled.
 * `blocked`: it waits for somebody's permission. `needs-reconciliation`: a cancellation failed, and
 * people must look.
 */
export type State = 'done' | 'compensated' | 'blocked' | 'needs-reconciliation';

/** What the caller gets. */
export interface Answer {
  readonly state: State;
  readonly text: string;
  /** Ids of bookings that stand. */
  readonly booked: readonly string[];
  /** Ids of bookings that were cancelled. */
  readonly undone: readonly string[];
  /** Ids that may stand though they should not; the idempotency key where no id is known. */
  readonly reconcile: readonly string[];
  readonly pending: readonly Slot[];
  /** What must be granted before the task can go on. */
  readonly needs: string | null;
  readonly why: string | null;
}
