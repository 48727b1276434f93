import { z } from 'zod';
import type { Turn } from '../../harness/model/turn.ts';
import { parsedJson } from '../../harness/model/json/parsed-json.ts';
import { isObject, type JsonObject } from '../../harness/model/json/walk.ts';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { turnFault } from '../shared/reply-faults.ts';

/** The parameters of `wrong-arguments`. */
export interface WrongArgumentsParams {
  readonly how: 'type' | 'missing' | 'name';
}

/**
 * The first argument of a turn's first tool call is against the schema of the tool: of another type, not
 * there, or under another name. A call without arguments passes unchanged.
 * @example wrongArguments({ how: 'missing' }).at('model', { calls: 1 })
 */
export const wrongArguments: FaultFactory<WrongArgumentsParams> = turnFault({
  name: 'wrong-arguments',
  about: 'The model calls a tool with arguments that its schema forbids.',
  params: z.strictObject({
    how: z.enum(['type', 'missing', 'name']).default('type').meta({
      description: 'whether the first argument has another type, is missing, or has another name',
    }),
  }),
  tried: 'by name',
  change: against,
});

function against(turn: Turn, { how }: WrongArgumentsParams): Turn {
  const [first, ...rest] = turn.toolCalls;
  const given = first === undefined ? undefined : parsedJson(first.arguments);
  if (first === undefined || !isObject(given) || Object.keys(given).length === 0) return turn;
  const args = JSON.stringify(broken(given, how));
  return { ...turn, toolCalls: [{ ...first, arguments: args }, ...rest] };
}

function broken(given: JsonObject, how: WrongArgumentsParams['how']): JsonObject {
  const [[name, value] = ['', null], ...others] = Object.entries(given);
  const left = Object.fromEntries(others);
  if (how === 'missing') return left;
  if (how === 'name') return { [`${name}_value`]: value, ...left };
  // A scalar is of another type in an object, and an object or a list is as a text.
  const isScalar = typeof value !== 'object' || value === null;
  return { [name]: isScalar ? { value } : JSON.stringify(value), ...left };
}
