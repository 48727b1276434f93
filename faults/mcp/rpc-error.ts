import { z } from 'zod';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';
import { isRpcRequest } from '../shared/rpc-answers.ts';

/** The parameters of `rpc-error`. */
export interface RpcErrorParams {
  readonly code: number;
}

/**
 * The call gets an error of JSON-RPC, by default -32603 (internal error), and never reaches the tool;
 * clients throw it. HTTP says 200. Notifications pass.
 * @example rpcError({ code: -32602 }).at('bank', { call: 'tools/call refund' })
 */
export const rpcError: FaultFactory<RpcErrorParams> = defineFault({
  name: 'rpc-error',
  layer: 'mcp',
  about: 'The call is answered with an error of JSON-RPC before the tool does anything.',
  params: z.strictObject({
    code: z
      .int()
      .min(-32_768)
      .max(-32_000)
      .default(-32_603)
      .meta({
        unit: 'JSON-RPC error',
        description: 'the code of the error',
        examples: [-32_700, -32_600, -32_601, -32_602, -32_603, -32_000],
      }),
  }),
  needs: ['request', 'rpc'],
  harm: 'refused',
  effect: ({ code }, call) =>
    isRpcRequest(call)
      ? {
          kind: 'refuse',
          failure: { kind: 'rpc', code, message: messages[code] ?? 'Server error' },
        }
      : { kind: 'pass' },
});

/** As JSON-RPC words its own codes. */
const messages: Readonly<Record<number, string>> = {
  [-32_700]: 'Parse error',
  [-32_600]: 'Invalid Request',
  [-32_601]: 'Method not found',
  [-32_602]: 'Invalid params',
  [-32_603]: 'Internal error',
};
