import type { Effect } from '../../harness/model/fault/effect.ts';
import type { Moment } from '../../harness/model/fault/fault.ts';
import { draws, type Draw } from '../../harness/model/random.ts';

/**
 * The effect that changes what a reply says; `how` taints it. A reply without a meaning stays as it
 * is. The change gets draws of its own, begun anew each time, so the same meaning always changes in
 * the same way.
 */
export function altered(
  how: string,
  moment: Moment,
  change: (meaning: unknown, draw: Draw) => unknown,
): Extract<Effect, { kind: 'alter' }> {
  const fresh = ownDraws(moment);
  return {
    kind: 'alter',
    how,
    alter: (meaning) => (meaning === undefined ? undefined : change(meaning, fresh())),
  };
}

/** A stream of draws fixed at this moment; each call of the result begins it anew. */
export function ownDraws(moment: Moment): () => Draw {
  const seed = Math.floor(moment.draw() * 2 ** 32);
  return () => draws(seed, 'altered');
}
