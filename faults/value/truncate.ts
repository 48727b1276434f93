import { z } from 'zod';
import { textOf, type Frame, type Reply } from '../../harness/model/reply.ts';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { sendingFault } from '../shared/reply-faults.ts';
import { firstShare, sizeOf } from '../shared/cut.ts';
import { withFrames } from '../shared/frames.ts';
import { cutInLastValue, isJsonTree } from '../shared/last-value.ts';

/** The parameters of `truncate`. */
export interface TruncateParams {
  readonly keep: number;
  readonly of: 'body' | 'json' | 'last-value';
}

/**
 * The body is cut, by default at half of its length; content-length agrees with what is left. With
 * `of: 'json'` only a body that is a JSON object or list is, so that a caller can tell; with
 * `of: 'last-value'` such a one stops in the middle of its last value.
 * @example truncate({ keep: 0.9 }).at('search')
 */
export const truncate: FaultFactory<TruncateParams> = sendingFault({
  name: 'truncate',
  layer: 'value',
  about: 'The body stops short, yet the reply ends as if it were whole.',
  params: z.strictObject({
    keep: z.number().min(0).max(0.95).default(0.5).meta({
      unit: 'share',
      description: 'how much is left',
    }),
    of: z.enum(['body', 'json', 'last-value']).default('body').meta({
      description: 'of what: of any body, of a JSON object or list, or of the last value in one',
    }),
  }),
  harm: 'lost',
  rewrite: (reply, params) => {
    const kept = keptOf(reply, params);
    return kept === null ? reply : withFrames(reply, kept);
  },
});

/** What is left of the body; null where there is nothing to cut. */
function keptOf(reply: Reply, { keep, of }: TruncateParams): readonly Frame[] | null {
  const { frames } = reply;
  if (sizeOf(frames) === 0) return null;
  if (of === 'body') return firstShare(frames, keep);
  const text = textOf(reply);
  if (of === 'json') return isJsonTree(text) ? firstShare(frames, keep) : null;
  const kept = cutInLastValue(text, keep);
  return kept === null ? null : [{ afterMs: frames[0]?.afterMs ?? 0, data: kept }];
}
