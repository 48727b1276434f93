import { z } from 'zod';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { turnFault } from '../shared/reply-faults.ts';
import { reworded } from '../shared/rewording.ts';

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
export const replan: FaultFactory<ReplanParams> = turnFault({
  name: 'replan',
  about: 'The model asks for the same thing in other words, as it does when it is asked again.',
  params: z.strictObject({
    words: z.boolean().default(true).meta({
      description: 'whether free text (a reason, a note) is worded anew, too',
    }),
  }),
  isTrue: true,
  change: (turn, { words }, { call: { site }, draw }) => {
    const toolCalls = turn.toolCalls.map((call) => ({
      ...call,
      arguments: reworded(call.arguments, words, site.attempt, draw) ?? call.arguments,
    }));
    return { ...turn, toolCalls };
  },
});
