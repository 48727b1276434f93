import { z } from 'zod';
import { isObject, mapFields } from '../../harness/model/json/walk.ts';
import type { RpcMessage } from '../../harness/model/rpc/rpc-message.ts';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { sendingFault } from '../shared/reply-faults.ts';
import { withAnswers } from '../shared/rpc-answers.ts';

/** The parameters of `schema-violation`. */
export interface SchemaViolationParams {
  readonly how: 'types' | 'absent';
}

/**
 * The structured content of a result is not what the tool's output schema says; its text is. By default
 * each field has a value of another type. A result without structured content passes as it is.
 * @example schemaViolation().at('bank', { call: 'tools/call balance' })
 */
export const schemaViolation: FaultFactory<SchemaViolationParams> = sendingFault({
  name: 'schema-violation',
  layer: 'mcp',
  about: 'The structured content of a result breaks the output schema of its tool.',
  params: z.strictObject({
    how: z.enum(['types', 'absent']).default('types').meta({
      description: 'each field has a value of another type; or there is no structured content',
    }),
  }),
  needs: ['request', 'rpc'],
  tried: 'by name',
  rewrite: (reply, { how }) => withAnswers(reply, (answer) => [violating(answer, how)]),
});

function violating(answer: RpcMessage, how: SchemaViolationParams['how']): RpcMessage {
  const { result } = answer;
  if (!isObject(result) || !isObject(result['structuredContent'])) return answer;
  const { structuredContent, ...rest } = result;
  if (how === 'absent') return { ...answer, result: rest };
  const fields = structuredContent;
  // One that is empty may be what its schema asks for, and has no field to change.
  if (Object.keys(fields).length === 0) return answer;
  const retyped = mapFields(fields, ([name, value]) => [[name, otherType(value)]]);
  return { ...answer, result: { ...rest, structuredContent: retyped } };
}

function otherType(value: unknown): unknown {
  if (Array.isArray(value)) return { items: value };
  if (isObject(value)) return [value];
  return typeof value === 'string' ? { text: value } : [value];
}
