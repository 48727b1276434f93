import { z } from 'zod';
import type { Turn } from '../../harness/model/turn.ts';
import { altered } from '../shared/altered.ts';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { reworded } from '../shared/rewording.ts';
import { isTurn } from '../shared/turns.ts';

/** The parameters of `replan`. */
export interface ReplanParams {
  readonly words: boolean;
}

/**
 * The arguments of every tool call have their keys in another order, other spacing, and a reason or a
 * note in other words; another way at each attempt. The turn is as true as before. A turn that calls
 * no tool passes as it is.
 * @example replan().at('model')
 */
export const replan: FaultFactory<ReplanParams> = defineFault({
  name: 'replan',
  layer: 'turn',
  about: 'The model asks for the same thing in other words, as it does when it is asked again.',
  params: z.strictObject({
    words: z.boolean().default(true).meta({
      description: 'whether free text (a reason, a note) is worded anew, too',
    }),
  }),
  needs: ['request', 'turn'],
  harm: 'false',
  effect: ({ words }, { site }, moment) => ({
    ...altered('replan', moment, (meaning, draw) =>
      isTurn(meaning)
        ? replanned(meaning, (text) => reworded(text, words, site.attempt, draw))
        : meaning,
    ),
    isTrue: true,
  }),
});

function replanned(turn: Turn, reword: (text: string) => string | undefined): Turn {
  const toolCalls = turn.toolCalls.map((call) => ({
    ...call,
    arguments: reword(call.arguments) ?? call.arguments,
  }));
  return { ...turn, toolCalls };
}
