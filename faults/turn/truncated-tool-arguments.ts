import { z } from 'zod';
import type { Turn } from '../../harness/model/turn.ts';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { turnFault } from '../shared/reply-faults.ts';
import { firstOf } from '../shared/cut.ts';
import { cutInLastValue } from '../shared/last-value.ts';

/** The parameters of `truncated-tool-arguments`. */
export interface TruncatedToolArgumentsParams {
  readonly keep: number;
  readonly of: 'arguments' | 'last-value';
  readonly finish: 'length' | 'tool-calls';
}

/**
 * The arguments of a turn's last tool call stop short, by default at half; a turn that calls no
 * tool passes as it is. With `of: 'last-value'` they stop in the middle of their last value.
 * @example truncatedToolArguments({ keep: 0.8 }).at('model', { chance: 0.1 })
 */
export const truncatedToolArguments: FaultFactory<TruncatedToolArgumentsParams> = turnFault({
  name: 'truncated-tool-arguments',
  about: 'The model breaks off in the middle of the arguments of a tool call.',
  params: z.strictObject({
    keep: z.number().min(0).max(0.95).default(0.5).meta({
      unit: 'share',
      description: 'how much is left',
    }),
    of: z.enum(['arguments', 'last-value']).default('arguments').meta({
      description: 'of what: of all, or of the last value, which then looks like another one',
    }),
    finish: z.enum(['length', 'tool-calls']).default('length').meta({
      description: 'whether the turn admits that it ran out of tokens',
    }),
  }),
  change: truncated,
});

function truncated(turn: Turn, { keep, of, finish }: TruncatedToolArgumentsParams): Turn {
  const last = turn.toolCalls.at(-1);
  if (last === undefined || last.arguments === '') return turn;
  const kept =
    of === 'last-value'
      ? cutInLastValue(last.arguments, keep)
      : firstOf(last.arguments, Math.floor(last.arguments.length * keep));
  if (kept === null) return turn;
  return {
    ...turn,
    toolCalls: [...turn.toolCalls.slice(0, -1), { ...last, arguments: kept }],
    finish,
  };
}
