import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { toolOf } from '../shared/rpc-answers.ts';

/** The parameters of `tool-error`. */
export interface ToolErrorParams {
  readonly says: string;
}

/**
 * The result of a tool says that it failed (`isError: true`), and the tool never ran; clients do not
 * throw it. Calls that are no tool's pass.
 * @example toolError().at('bank', { call: 'tools/call refund', calls: 1 })
 */
export const toolError: FaultFactory<ToolErrorParams> = defineFault({
  name: 'tool-error',
  layer: 'mcp',
  about: 'The result of a tool says that it is an error, though the call itself went well.',
  params: z.strictObject({
    says: z
      .string()
      .regex(/^[^\n]{1,200}$/)
      .default('The tool failed')
      .meta({ description: 'its text', examples: ['The tool failed', 'Timed out', 'Error'] }),
  }),
  needs: ['request', 'rpc'],
  harm: 'refused',
  effect: ({ says }, call) =>
    toolOf(call) === undefined
      ? { kind: 'pass' }
      : { kind: 'refuse', failure: { kind: 'rpc', code: 'tool', message: says } },
});
