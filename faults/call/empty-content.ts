import { z } from 'zod';
import type { FaultKind } from '../../harness/model/fault.ts';
import type { Turn } from '../../harness/model/turn.ts';
import { altered } from '../altered.ts';
import { defineFault, type FaultFactory, type NoParams } from '../define.ts';
import { isTurn } from '../values/turns.ts';

/** The entry of `empty-content`: a model turn that says nothing. */
export const emptyContentKind: FaultKind<NoParams> = {
  name: 'empty-content',
  layer: 'call',
  about: 'The model answers, but says nothing and calls no tool.',
  params: z.strictObject({}),
  strikes: ['model'],
  effect: (_params, _call, moment) =>
    altered('empty-content', moment, (meaning) => (isTurn(meaning) ? silence : meaning)),
};

/**
 * A model turn without text and without tool calls, ended as if all were well.
 * @example emptyContent().at('model', { calls: 2 })
 */
export const emptyContent: FaultFactory<NoParams> = defineFault(emptyContentKind);

const silence: Turn = { text: '', toolCalls: [], finish: 'stop' };
