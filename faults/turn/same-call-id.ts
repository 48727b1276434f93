import { z } from 'zod';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { turnFault } from '../shared/reply-faults.ts';

/** The parameters of `same-call-id`. */
export interface SameCallIdParams {
  readonly id: string;
}

/**
 * Every tool call has one and the same id, in a turn and from turn to turn, as from servers that number
 * the calls of each reply anew. A turn without calls passes unchanged.
 * @example sameCallId().at('model')
 */
export const sameCallId: FaultFactory<SameCallIdParams> = turnFault({
  name: 'same-call-id',
  about: 'All tool calls of the model have the same id.',
  params: z.strictObject({
    id: z
      .string()
      .regex(/^[a-zA-Z0-9_-]{1,64}$/)
      .default('call_0')
      .meta({ description: 'the id of every call', examples: ['call_0', 'toolu_1'] }),
  }),
  tried: 'by name',
  change: (turn, { id }) => ({
    ...turn,
    toolCalls: turn.toolCalls.map((call) => ({ ...call, id })),
  }),
});
