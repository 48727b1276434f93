import { z } from 'zod';
import { altered } from '../shared/altered.ts';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { isTurn } from '../shared/turns.ts';

/** The parameters of `same-call-id`. */
export interface SameCallIdParams {
  readonly id: string;
}

/**
 * Every tool call has one and the same id, in a turn and from turn to turn, as from servers that number
 * the calls of each reply anew. A turn without calls passes unchanged.
 * @example sameCallId().at('model')
 */
export const sameCallId: FaultFactory<SameCallIdParams> = defineFault({
  name: 'same-call-id',
  layer: 'turn',
  about: 'All tool calls of the model have the same id.',
  params: z.strictObject({
    id: z
      .string()
      .regex(/^[a-zA-Z0-9_-]{1,64}$/)
      .default('call_0')
      .meta({ description: 'the id of every call', examples: ['call_0', 'toolu_1'] }),
  }),
  needs: ['request', 'turn'],
  harm: 'false',
  tried: 'by name',
  effect: ({ id }, _call, moment) =>
    altered('same-call-id', moment, (meaning) =>
      isTurn(meaning)
        ? { ...meaning, toolCalls: meaning.toolCalls.map((call) => ({ ...call, id })) }
        : meaning,
    ),
});
