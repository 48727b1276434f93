import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';

/** The parameters of `repeat`. */
export interface RepeatParams {
  readonly times: number;
}

/**
 * The request arrives more than once, by default twice; the caller gets the last reply.
 * @example repeat({ times: 3 }).at('payments', { call: 'POST /pay' })
 */
export const repeat: FaultFactory<RepeatParams> = defineFault({
  name: 'repeat',
  about: 'The request arrives more than once, as from a proxy that retries.',
  params: z.strictObject({
    times: z.int().min(2).max(5).default(2).meta({
      unit: 'deliveries',
      description: 'how often it arrives',
    }),
  }),
  harm: 'twice',
  only: 'acts',
  effect: ({ times }) => ({ kind: 'repeat', times }),
});
