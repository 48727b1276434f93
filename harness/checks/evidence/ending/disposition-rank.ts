import type { Ending, Disposition } from '../../../model/trace/trace.ts';

/** The rank of a disposition: full 2, degraded 1, any other 0. */
export function rankOf(disposition: Disposition): number {
  if (disposition === 'full') return 2;
  return disposition === 'degraded' ? 1 : 0;
}

/**
 * The disposition of an ending; an error counts as `failed`, and a task that never ended has none.
 */
export function dispositionOf(ending: Ending): Disposition | null {
  if (ending.how === 'answered') return ending.disposition;
  return ending.how === 'failed' ? 'failed' : null;
}

/** Whether an ending abstains or escalates. */
export function isAbstention(ending: Ending): boolean {
  const disposition = dispositionOf(ending);
  return disposition === 'abstained' || disposition === 'escalated';
}
