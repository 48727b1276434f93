import type { Effect } from '../../harness/model/fault/effect.ts';
import type { Moment } from '../../harness/model/fault/fault.ts';
import { draws, type Draw } from '../../harness/model/random.ts';

/**
 * The effect that changes a reply's meaning and taints it with `how`; a reply without a meaning
 * stays unchanged. The change gets draws of its own, restarted each time, so that equal meanings
 * change equally.
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

/** A stream of draws fixed at this moment; each call of the result restarts it. */
export function ownDraws(moment: Moment): () => Draw {
  const seed = Math.floor(moment.draw() * 2 ** 32);
  return () => draws(seed, 'altered');
}
