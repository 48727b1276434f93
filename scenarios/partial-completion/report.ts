import { slots, type Slot } from './slot.ts';
import { entriesOf, type TaskLog } from './task-log.ts';
import type { Answer, State } from './answer.ts';

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
