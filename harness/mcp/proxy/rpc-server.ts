import type { Incoming } from '../../model/call.ts';
import type { Reply } from '../../model/reply.ts';
import { rpcContentType, rpcMessageFrom, type RpcFraming } from '../../model/rpc/rpc-framing.ts';
import { isFailedAnswer, meaningOf } from '../result.ts';

/** A real MCP server behind a proxy. */
export interface RpcServer {
  /** How the messages of its answers stand in replies that the proxy makes up. */
  readonly framing: RpcFraming;
  /** Takes a message to it; resolves to the reply, to bytes as they came. */
  readonly ask: (incoming: Incoming) => Promise<Reply>;
  /** Takes a message to it that no fault may strike: an answer to its question, or no message at all. */
  readonly tell: (incoming: Incoming) => void;
  /** Starts it again, without what it held in memory; absent where that is not ours to do. */
  readonly restart?: () => void;
  /** Notes that it does not know a session any more, until its client opens another. */
  readonly loseSession?: (session: string) => void;
  readonly close: () => Promise<void>;
}

/** The reply of a server in one piece, to the byte, with what it means. */
export function replyIn(
  piece: string,
  framing: RpcFraming,
  head: Pick<Reply, 'status' | 'headers'> = { status: 200, headers: {} },
): Reply {
  const message = rpcMessageFrom(piece, framing);
  return {
    ...head,
    headers: { 'content-type': rpcContentType[framing], ...head.headers },
    frames: piece === '' ? [] : [{ afterMs: 0, data: piece }],
    end: 'done',
    ...(message !== null && isFailedAnswer(message) && { failed: true }),
    meaning: message === null ? null : meaningOf(message),
  };
}
