import { z } from 'zod';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { turnFault } from '../shared/reply-faults.ts';

/** The parameters of `thoughts-alone`. */
export interface ThoughtsAloneParams {
  readonly finish: 'stop' | 'length';
}

/**
 * A turn of thoughts without text and without tool calls. Where the dialect or the request shows no
 * thoughts, the turn says nothing and is billed.
 * @example thoughtsAlone({ finish: 'length' }).at('model', { calls: 1 })
 */
export const thoughtsAlone: FaultFactory<ThoughtsAloneParams> = turnFault({
  name: 'thoughts-alone',
  about: 'The model reasons, but neither says anything nor calls a tool.',
  params: z.strictObject({
    finish: z.enum(['stop', 'length']).default('stop').meta({
      description: 'whether it ends as if all were well, or admits that it ran out of tokens',
    }),
  }),
  tried: 'by name',
  change: ({ thoughts = thinking }, { finish }) => ({ text: '', toolCalls: [], finish, thoughts }),
});

const thinking = 'Let me think about what the user asks, and about which tool would help.';
