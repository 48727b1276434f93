import type { Turn } from '../../harness/model/turn.ts';
import { altered } from '../shared/altered.ts';
import { defineFault, type FaultFactory, type NoParams } from '../../harness/plans/define.ts';
import { isTurn } from '../shared/turns.ts';

/**
 * The model refuses, in the words that its dialect has for it: a turn without calls that ends with
 * `refusal`.
 * @example refusal().at('model', { turn: 2 })
 */
export const refusal: FaultFactory<NoParams> = defineFault({
  name: 'refusal',
  layer: 'turn',
  about: 'The model refuses to help, and calls no tool.',
  needs: ['request', 'turn'],
  harm: 'false',
  tried: 'by name',
  effect: (_params, _call, moment) =>
    altered('refusal', moment, (meaning) => (isTurn(meaning) ? refusing : meaning)),
});

const refusing: Turn = {
  text: "I'm sorry, but I can't help with that.",
  toolCalls: [],
  finish: 'refusal',
};
