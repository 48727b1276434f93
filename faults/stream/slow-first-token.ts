import { z } from 'zod';
import type { Reply } from '../../harness/model/reply.ts';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';

/** The parameters of `slow-first-token`. */
export interface SlowFirstTokenParams {
  readonly ms: number;
}

/**
 * The body starts late, by default 10 s after the headers, and is whole.
 * @example slowFirstToken({ ms: 45_000 }).at('model', { calls: 1 })
 */
export const slowFirstToken: FaultFactory<SlowFirstTokenParams> = defineFault({
  name: 'slow-first-token',
  layer: 'stream',
  about: 'The headers come at once, but the body starts late.',
  params: z.strictObject({
    ms: z.int().min(1).max(600_000).default(10_000).meta({
      unit: 'ms',
      description: 'added time before the first frame',
    }),
  }),
  harm: 'late',
  effect: ({ ms }) => ({
    kind: 'rewrite',
    how: 'slow-first-token',
    rewrite: (reply) => late(reply, ms),
  }),
});

function late(reply: Reply, ms: number): Reply {
  const [first, ...rest] = reply.frames;
  if (first === undefined) return reply;
  return { ...reply, frames: [{ ...first, afterMs: first.afterMs + ms }, ...rest] };
}
