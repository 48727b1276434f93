import { z } from 'zod';
import { altered } from '../shared/altered.ts';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { isTurn } from '../shared/turns.ts';

/** The parameters of `wrong-usage`. */
export interface WrongUsageParams {
  readonly share: number;
}

/**
 * The usage in a reply is not what the provider charges, by default 0. The turn is as true as before.
 * @example wrongUsage({ share: 10 }).at('model')
 */
export const wrongUsage: FaultFactory<WrongUsageParams> = defineFault({
  name: 'wrong-usage',
  layer: 'turn',
  about: 'The reply states other tokens than the provider charges.',
  params: z.strictObject({
    share: z.number().min(0).max(100).default(0).meta({
      unit: 'share',
      description: 'how much of the true tokens the reply states; above 1 it states too many',
    }),
  }),
  needs: ['request', 'turn'],
  harm: 'false',
  tried: 'by name',
  effect: ({ share }, _call, moment) => ({
    ...altered('wrong-usage', moment, (meaning) =>
      isTurn(meaning) && share !== 1
        ? { ...meaning, stated: { ...meaning.stated, usage: share } }
        : meaning,
    ),
    isTrue: true,
  }),
});
