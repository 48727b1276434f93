import { z } from 'zod';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { turnFault } from '../shared/reply-faults.ts';
import { firstOf } from '../shared/cut.ts';

/** The parameters of `content-filter`. */
export interface ContentFilterParams {
  readonly keep: number;
}

/**
 * The provider filters a turn: its calls are gone, and of its text the share `keep` is left.
 * @example contentFilter({ keep: 0.3 }).at('model', { chance: 0.05 })
 */
export const contentFilter: FaultFactory<ContentFilterParams> = turnFault({
  name: 'content-filter',
  about: 'The provider cuts the turn off with its content filter.',
  params: z.strictObject({
    keep: z.number().min(0).max(0.95).default(0).meta({
      unit: 'share',
      description: 'how much of the text is left',
    }),
  }),
  tried: 'by name',
  change: ({ text }, { keep }) => ({
    text: firstOf(text, Math.floor(text.length * keep)),
    toolCalls: [],
    finish: 'content-filter',
  }),
});
