import { z } from 'zod';
import type { NetworkCode } from '../../harness/model/reply.ts';
import { defineFault, type FaultFactory } from '../../harness/plans/define.ts';

/** The parameters of `unreachable`. */
export interface UnreachableParams {
  readonly code: NetworkCode;
}

/**
 * The call gets a network error, by default a refused connection, and never reaches the tool.
 * @example unreachable({ code: 'ETIMEDOUT' }).at('flights', { calls: [1, 2] })
 */
export const unreachable: FaultFactory<UnreachableParams> = defineFault({
  name: 'unreachable',
  about: 'The network fails before the request arrives, so the tool never heard of it.',
  params: z.strictObject({
    code: z
      .enum(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE'])
      .default('ECONNREFUSED')
      .meta({ description: 'the error code the HTTP client reports' }),
  }),
  harm: 'refused',
  effect: ({ code }) => ({ kind: 'refuse', failure: { kind: 'network', code } }),
});
