import { fieldsOf, mcpRequestIn } from '../request.ts';
import { rpcMessageFrom, rpcFramingOf } from '../../model/rpc/rpc-framing.ts';
import type { Incoming } from '../../model/call.ts';
import type { Reply } from '../../model/reply.ts';
import { eraOf } from '../era.ts';
import type { RpcServer } from './rpc-server.ts';

/**
 * A server over HTTP for a client over stdio: requests get the headers that a client over HTTP sends, and
 * the session that the server has opened. `given` are sent with each.
 */
export function asHttpClient<Server extends RpcServer>(
  server: Server,
  path: string,
  given: Incoming['headers'] = {},
): Server {
  let session: string | undefined;
  let version: string | undefined;
  const dressed = (incoming: Incoming): Incoming => {
    const request = mcpRequestIn(incoming);
    const isStateless = request !== null && eraOf(incoming, request) === '2026-07-28';
    const headers = {
      ...given,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(isStateless && {
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': request.method,
        ...(request.tool !== '' && { 'mcp-name': request.tool }),
      }),
      ...(!isStateless &&
        request?.method !== 'initialize' && {
          ...(session !== undefined && { 'mcp-session-id': session }),
          ...(version !== undefined && { 'mcp-protocol-version': version }),
        }),
    };
    return { ...incoming, path, headers };
  };
  const learn = (incoming: Incoming, reply: Reply): void => {
    if (mcpRequestIn(incoming)?.method !== 'initialize') return;
    session = reply.headers['mcp-session-id'] ?? session;
    const framing = rpcFramingOf(reply);
    const [frame] = reply.frames;
    if (framing === null || typeof frame?.data !== 'string') return;
    const result = fieldsOf(rpcMessageFrom(frame.data, framing)?.['result']);
    if (typeof result['protocolVersion'] === 'string') version = result['protocolVersion'];
  };
  return {
    ...server,
    ask: async (incoming) => {
      const reply = await server.ask(dressed(incoming));
      learn(incoming, reply);
      return reply;
    },
    tell: (incoming) => server.tell(dressed(incoming)),
  };
}
