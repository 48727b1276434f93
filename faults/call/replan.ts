import { z } from 'zod';
import type { FaultKind } from '../../harness/model/fault.ts';
import type { Draw } from '../../harness/model/random.ts';
import type { Turn } from '../../harness/model/turn.ts';
import { altered } from '../altered.ts';
import { defineFault, type FaultFactory } from '../define.ts';
import { reworded } from '../values/rewording.ts';
import { isTurn } from '../values/turns.ts';

/** The parameters of `replan`. */
export interface ReplanParams {
  readonly words: boolean;
}

/** The entry of `replan`: the same tool calls, written in another way. */
export const replanKind: FaultKind<ReplanParams> = {
  name: 'replan',
  layer: 'call',
  about: 'The model asks for the same thing in other words, as it does when it is asked again.',
  params: z.strictObject({
    words: z.boolean().default(true).meta({
      description: 'whether free text (a reason, a note) is worded anew, too',
    }),
  }),
  strikes: ['model'],
  effect: ({ words }, _call, moment) => ({
    ...altered('replan', moment, (meaning, draw) =>
      isTurn(meaning) ? replanned(meaning, words, draw) : meaning,
    ),
    isTrue: true,
  }),
};

/**
 * The arguments of every tool call have their keys in another order, other spacing, and a reason or a
 * note in other words; another way at each attempt. The turn is as true as before. A turn that calls
 * no tool passes as it is.
 * @example replan().at('model')
 */
export const replan: FaultFactory<ReplanParams> = defineFault(replanKind);

function replanned(turn: Turn, words: boolean, draw: Draw): Turn {
  const toolCalls = turn.toolCalls.map((call) => ({
    ...call,
    arguments: reworded(call.arguments, words, draw) ?? call.arguments,
  }));
  return { ...turn, toolCalls };
}
