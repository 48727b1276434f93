import { entriesOf, slots, type Slot, type TaskLog } from './task-log.ts';

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

/** The answer as the log has it; `needs` where a permission is missing. */
export function report(log: TaskLog, needs: string | null): Answer {
  const undone = entriesOf(log, 'undone');
  const failed = entriesOf(log, 'undo-failed');
  const closed = new Set([...undone, ...failed].map((entry) => entry.key));
  const standing = entriesOf(log, 'booked').filter((entry) => !closed.has(entry.key));
  const why = entriesOf(log, 'abandon').at(-1)?.why ?? null;
  const facts = {
    booked: standing.map((entry) => entry.id),
    undone: undone.flatMap((entry) => entry.id ?? []),
    reconcile: failed.map((entry) => entry.id ?? entry.key),
    pending: slots.filter((slot) => !standing.some((entry) => entry.slot === slot)),
    needs,
    why,
  };
  const state = stateOf(facts);
  return { state, text: wording(state, facts, standing), ...facts };
}

type Facts = Omit<Answer, 'state' | 'text'>;

function stateOf(facts: Facts): State {
  if (facts.needs !== null) return 'blocked';
  if (facts.why === null) return 'done';
  return facts.reconcile.length > 0 ? 'needs-reconciliation' : 'compensated';
}

function wording(
  state: State,
  facts: Facts,
  standing: readonly { slot: Slot; id: string }[],
): string {
  const booked = standing.map(({ slot, id }) => `${slot} ${id}`).join(', ');
  const cancelled = facts.undone.length > 0 ? ` Cancelled: ${facts.undone.join(', ')}.` : '';
  switch (state) {
    case 'done':
      return `Your trip is booked: ${booked}.`;
    case 'blocked':
      return (
        `Your trip is not complete: we need ${facts.needs} to go on with ` +
        `${facts.pending.join(' and ')}.${booked === '' ? '' : ` Booked so far: ${booked}.`}`
      );
    case 'compensated':
      return `Your trip failed (${facts.why}).${cancelled}`;
    case 'needs-reconciliation':
      return (
        `Your trip failed (${facts.why}).${cancelled} ` +
        `We could not cancel ${facts.reconcile.join(', ')}; our desk will look into it.`
      );
  }
}
