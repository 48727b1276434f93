import type { Call } from '../../harness/model/call.ts';
import type { Reply } from '../../harness/model/reply.ts';
import { rpcFramed, rpcFramingOf, rpcMessageFrom } from '../../harness/model/rpc/rpc-framing.ts';
import { isRpcAnswer, type RpcMessage } from '../../harness/model/rpc/rpc-message.ts';
import { framesOf, withFrames } from './frames.ts';

/**
 * The reply with each answer in it replaced by the messages that `change` gives, without its meaning.
 * Where the body is one JSON value there is room for one message: with any other number, and where no
 * answer is changed, the reply stays as it is.
 */
export function withAnswers(
  reply: Reply,
  change: (answer: RpcMessage) => readonly RpcMessage[],
): Reply {
  const framing = rpcFramingOf(reply);
  if (framing === null) return reply;
  let isChanged = false;
  const frames = framesOf(reply).flatMap((frame) => {
    const own = typeof frame.data === 'string' ? rpcMessageFrom(frame.data, framing) : null;
    const messages = own !== null && isRpcAnswer(own) ? change(own) : null;
    if (messages === null || (messages.length === 1 && messages[0] === own)) return [frame];
    if (framing === 'json' && messages.length !== 1) return [frame];
    isChanged = true;
    return messages.map((message, n) => ({
      afterMs: n === 0 ? frame.afterMs : 0,
      data: rpcFramed(message, framing),
    }));
  });
  return isChanged ? withFrames(reply, frames) : reply;
}

/** Whether a call is a request, which wants an answer; a notification must not get one. */
export function isRpcRequest({ label }: Pick<Call, 'label'>): boolean {
  return label !== 'answer' && !label.startsWith('notifications/') && !/^[A-Z]+ \//.test(label);
}

/** The tool that a call is of; undefined for any other call. */
export function toolOf({ label }: Pick<Call, 'label'>): string | undefined {
  return /^tools\/call (.+)$/.exec(label)?.[1];
}
