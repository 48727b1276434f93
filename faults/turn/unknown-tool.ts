import { z } from 'zod';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { turnFault } from '../shared/reply-faults.ts';

/** The parameters of `unknown-tool`. */
export interface UnknownToolParams {
  readonly name: string;
}

/**
 * The first tool call of a turn names a tool that does not exist; a turn without calls passes
 * unchanged.
 * @example unknownTool({ name: 'run_command' }).at('model', { calls: 1 })
 */
export const unknownTool: FaultFactory<UnknownToolParams> = turnFault({
  name: 'unknown-tool',
  about: 'The model calls a tool that was never offered to it.',
  params: z.strictObject({
    name: z
      .string()
      .regex(/^[a-zA-Z0-9_-]{1,64}$/)
      .default('search_everything')
      .meta({
        description: 'the tool it calls instead of the first one it meant',
        examples: ['search_everything', 'run_command', 'final_answer'],
      }),
  }),
  change: (turn, { name }) => ({
    ...turn,
    toolCalls: turn.toolCalls.map((call, index) => (index === 0 ? { ...call, name } : call)),
  }),
});
