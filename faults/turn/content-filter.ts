import { z } from 'zod';
import type { Turn } from '../../harness/model/turn.ts';
import { altered } from '../shared/altered.ts';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { firstOf } from '../shared/cut.ts';
import { isTurn } from '../shared/turns.ts';

/** The parameters of `content-filter`. */
export interface ContentFilterParams {
  readonly keep: number;
}

/**
 * The provider filters a turn: its calls are gone, and of its text the share `keep` is left.
 * @example contentFilter({ keep: 0.3 }).at('model', { chance: 0.05 })
 */
export const contentFilter: FaultFactory<ContentFilterParams> = defineFault({
  name: 'content-filter',
  layer: 'turn',
  about: 'The provider cuts the turn off with its content filter.',
  params: z.strictObject({
    keep: z.number().min(0).max(0.95).default(0).meta({
      unit: 'share',
      description: 'how much of the text is left',
    }),
  }),
  needs: ['request', 'turn'],
  harm: 'false',
  tried: 'by name',
  effect: ({ keep }, _call, moment) =>
    altered('content-filter', moment, (meaning) =>
      isTurn(meaning) ? filtered(meaning, keep) : meaning,
    ),
});

function filtered({ text }: Turn, keep: number): Turn {
  return {
    text: firstOf(text, Math.floor(text.length * keep)),
    toolCalls: [],
    finish: 'content-filter',
  };
}
