import { defineFault, type FaultFactory, type NoParams } from '../../harness/plans/define.ts';

/**
 * The server has lost the session that a call is in: it answers 404, until the client opens another by
 * `initialize`. What is in no session, as over stdio and since 2026-07-28, passes.
 * @example lostSession().at('bank', { calls: 3 })
 */
export const lostSession: FaultFactory<NoParams> = defineFault({
  name: 'lost-session',
  layer: 'mcp',
  about: 'The server has lost the session of its client, and answers 404 until another is opened.',
  needs: ['request', 'rpc'],
  harm: 'refused',
  effect: (_params, { incoming }) =>
    incoming.headers['mcp-session-id'] === undefined
      ? { kind: 'pass' }
      : { kind: 'refuse', failure: { kind: 'status', status: 404 } },
});
