import type { ServerResponse } from 'node:http';
import { constants, type Http2ServerResponse, type ServerHttp2Stream } from 'node:http2';

/**
 * Breaks a response off: by a reset of its connection, or by an end of it before its time (`fin`). In HTTP/2 that is
 * an error of its stream alone while other calls share the connection, since nothing strikes them.
 */
export function cut(response: ServerResponse | Http2ServerResponse, how: 'reset' | 'fin'): void {
  const session = 'stream' in response ? response.stream.session : undefined;
  if ('stream' in response && (!session || (openOn.get(session) ?? 0) > 1)) {
    response.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    return;
  }
  const socket = session?.socket ?? response.req.socket;
  const tear = () => void (how === 'reset' ? socket.resetAndDestroy() : socket.destroySoon());
  // A session hands its frames to the socket only at the end of a turn.
  if (session) setImmediate(tear);
  else tear();
}

/** Counts a stream of HTTP/2 among those that share its connection, until it closes. */
export function countStream(stream: ServerHttp2Stream): void {
  const { session } = stream;
  if (!session) return;
  const add = (more: number) => openOn.set(session, (openOn.get(session) ?? 0) + more);
  add(1);
  stream.once('close', () => add(-1));
}

const openOn = new WeakMap<NonNullable<ServerHttp2Stream['session']>, number>();
