import type { Turn } from '../../harness/model/turn.ts';
import { altered } from '../shared/altered.ts';
import { defineFault, type FaultFactory, type NoParams } from '../../harness/plans/define.ts';
import { isTurn } from '../shared/turns.ts';

/**
 * A model turn without text and without tool calls, ended as if all were well.
 * @example emptyContent().at('model', { calls: 2 })
 */
export const emptyContent: FaultFactory<NoParams> = defineFault({
  name: 'empty-content',
  layer: 'turn',
  about: 'The model answers, but says nothing and calls no tool.',
  needs: ['request', 'turn'],
  harm: 'false',
  effect: (_params, _call, moment) =>
    altered('empty-content', moment, (meaning) => (isTurn(meaning) ? silence : meaning)),
});

const silence: Turn = { text: '', toolCalls: [], finish: 'stop' };
