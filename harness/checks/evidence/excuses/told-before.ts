import { byOp, isSound, type TaskRecord } from '../tasks.ts';

/**
 * Whether an answer before the last said that it is less, once all trouble was there that the task never
 * overcame: the user knows.
 */
export function isToldBefore({ calls, turns }: TaskRecord): boolean {
  const told = turns.findLast(
    ({ ending }) => ending.how === 'answered' && ending.disposition !== 'full',
  );
  if (!told) return false;
  const lost = byOp(calls).filter((attempts) => !attempts.some(isSound));
  return lost.flat().every(({ start }) => start.seq < told.seq);
}

/** Whether every call of a task got a true reply in the end: no trouble is left that an earlier answer could have told. */
export function isMadeGood({ calls }: TaskRecord): boolean {
  return byOp(calls).every((attempts) => attempts.some(isSound));
}
