import { z } from 'zod';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { turnFault } from '../shared/reply-faults.ts';

/** The parameters of `wrong-usage`. */
export interface WrongUsageParams {
  readonly share: number;
}

/**
 * The usage in a reply is not what the provider charges, by default 0. The turn is as true as before.
 * @example wrongUsage({ share: 10 }).at('model')
 */
export const wrongUsage: FaultFactory<WrongUsageParams> = turnFault({
  name: 'wrong-usage',
  about: 'The reply states other tokens than the provider charges.',
  params: z.strictObject({
    share: z.number().min(0).max(100).default(0).meta({
      unit: 'share',
      description: 'how much of the true tokens the reply states; above 1 it states too many',
    }),
  }),
  tried: 'by name',
  isTrue: true,
  change: (turn, { share }) =>
    share === 1 ? turn : { ...turn, stated: { ...turn.stated, usage: share } },
});
