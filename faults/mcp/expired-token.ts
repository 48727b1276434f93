import { defineFault, type FaultFactory, type NoParams } from '../../harness/plans/define.ts';

/**
 * The token that a call bears has expired: it is answered with 401 and `www-authenticate`. A call
 * without a token, as over stdio, passes.
 * @example expiredToken().at('bank', { calls: 3 })
 */
export const expiredToken: FaultFactory<NoParams> = defineFault({
  name: 'expired-token',
  layer: 'mcp',
  about: 'The token of the client has expired, and the server answers 401.',
  needs: ['request', 'rpc'],
  harm: 'refused',
  effect: (_params, { incoming }) =>
    incoming.headers['authorization'] === undefined
      ? { kind: 'pass' }
      : { kind: 'refuse', failure: { kind: 'status', status: 401, code: 'invalid_token' } },
});
