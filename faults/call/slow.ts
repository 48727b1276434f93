import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';

/** The parameters of `slow`. */
export interface SlowParams {
  readonly ms: number;
  readonly where: 'request' | 'reply';
}

/**
 * The call takes longer, by default by 5 s, before or after the tool acts.
 * @example slow({ ms: 30_000 }).at('flights', { call: 'GET /search' })
 */
export const slow: FaultFactory<SlowParams> = defineFault({
  name: 'slow',
  about: 'The call takes much longer than it should, and is right in the end.',
  params: z.strictObject({
    ms: z.int().min(1).max(600_000).default(5_000).meta({ unit: 'ms', description: 'added time' }),
    where: z.enum(['request', 'reply']).default('reply').meta({
      description: 'before the tool acts (late, even if the caller has gone), or after it',
    }),
  }),
  harm: 'late',
  effect: ({ ms, where }) => ({ kind: 'delay', ms, where }),
});
