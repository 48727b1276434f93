import type { Ending, Disposition } from '../../model/trace/trace.ts';

/** How good a disposition is: full 2, degraded 1, the rest 0. */
export function rankOf(disposition: Disposition): number {
  if (disposition === 'full') return 2;
  return disposition === 'degraded' ? 1 : 0;
}

/** The disposition of an ending: an error counts as `failed`; null where the task never came back. */
export function dispositionOf(ending: Ending): Disposition | null {
  if (ending.how === 'answered') return ending.disposition;
  return ending.how === 'failed' ? 'failed' : null;
}

/** Whether an ending leaves the answer to somebody else, or to nobody. */
export function isAbstention(ending: Ending): boolean {
  const disposition = dispositionOf(ending);
  return disposition === 'abstained' || disposition === 'escalated';
}
