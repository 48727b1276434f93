import { z } from 'zod';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { sendingFault } from '../shared/reply-faults.ts';

/** The parameters of `slow-first-token`. */
export interface SlowFirstTokenParams {
  readonly ms: number;
}

/**
 * The body starts late, by default 10 s after the headers, and is whole.
 * @example slowFirstToken({ ms: 45_000 }).at('model', { calls: 1 })
 */
export const slowFirstToken: FaultFactory<SlowFirstTokenParams> = sendingFault({
  name: 'slow-first-token',
  about: 'The headers come at once, but the body starts late.',
  params: z.strictObject({
    ms: z.int().min(1).max(600_000).default(10_000).meta({
      unit: 'ms',
      description: 'added time before the first frame',
    }),
  }),
  harm: 'late',
  rewrite: (reply, { ms }) => {
    const [first, ...rest] = reply.frames;
    if (first === undefined) return reply;
    return { ...reply, frames: [{ ...first, afterMs: first.afterMs + ms }, ...rest] };
  },
});
