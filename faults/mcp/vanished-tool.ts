import { z } from 'zod';
import { isObject } from '../../harness/model/json/walk.ts';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { pick } from '../../harness/model/random.ts';
import { altered } from '../shared/altered.ts';
import { toolOf } from '../shared/rpc-answers.ts';

/** The parameters of `vanished-tool`. */
export interface VanishedToolParams {
  readonly tool?: string;
}

/**
 * A tool is not there any more: it is missing in `tools/list`, and its call is an error (-32602). Aimed
 * at all calls of a point without `tool`, each call is of a tool that has gone, and the list lacks one
 * that is drawn.
 * @example vanishedTool({ tool: 'refund' }).at('bank')
 */
export const vanishedTool: FaultFactory<VanishedToolParams> = defineFault({
  name: 'vanished-tool',
  layer: 'mcp',
  about: 'A tool is not there any more, neither in the list of tools nor for a call.',
  params: z.strictObject({
    tool: z.exactOptional(
      z
        .string()
        .regex(/^[^\s]{1,128}$/)
        .meta({
          description: 'its name; that of the call, or one that is drawn, where left out',
          examples: ['search', 'read_file'],
        }),
    ),
  }),
  needs: ['request', 'value', 'rpc'],
  harm: 'refused',
  tried: 'by name',
  effect: ({ tool }, call, moment) => {
    const called = toolOf(call);
    if (call.label === 'tools/list') {
      return altered('vanished-tool', moment, (meaning, draw) => {
        const tools = isObject(meaning) ? meaning['tools'] : undefined;
        if (!isObject(meaning) || !Array.isArray(tools) || tools.length === 0) return meaning;
        const gone = tool ?? nameOf(pick(draw, tools));
        return { ...meaning, tools: tools.filter((one) => nameOf(one) !== gone) };
      });
    }
    if (called === undefined || (tool !== undefined && tool !== called)) return { kind: 'pass' };
    const message = `Unknown tool: ${called}`;
    return { kind: 'refuse', failure: { kind: 'rpc', code: -32_602, message } };
  },
});

function nameOf(tool: unknown): unknown {
  return isObject(tool) ? tool['name'] : undefined;
}
