import type { FaultFactory, NoParams } from '../../harness/plans/define.ts';
import { turnFault } from '../shared/reply-faults.ts';

/**
 * The model refuses, in the words that its dialect has for it: a turn without calls that ends with
 * `refusal`.
 * @example refusal().at('model', { turn: 2 })
 */
export const refusal: FaultFactory<NoParams> = turnFault({
  name: 'refusal',
  about: 'The model refuses to help, and calls no tool.',
  tried: 'by name',
  change: () => ({
    text: "I'm sorry, but I can't help with that.",
    toolCalls: [],
    finish: 'refusal',
  }),
});
