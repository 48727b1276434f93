import type { Ending, Stance } from '../model/trace.ts';

/** How good a stance is: full 2, degraded 1, the rest 0. */
export function rankOf(stance: Stance): number {
  if (stance === 'full') return 2;
  return stance === 'degraded' ? 1 : 0;
}

/** The stance of an ending: an error counts as `failed`; null where the task never came back. */
export function stanceOf(ending: Ending): Stance | null {
  if (ending.how === 'answered') return ending.stance;
  return ending.how === 'failed' ? 'failed' : null;
}

/** Whether an ending leaves the answer to somebody else, or to nobody. */
export function isAbstention(ending: Ending): boolean {
  const stance = stanceOf(ending);
  return stance === 'abstained' || stance === 'escalated';
}
