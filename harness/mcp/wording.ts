import type { Call } from '../model/call.ts';
import type { JsonObject } from '../model/json/walk.ts';
import type { Point } from '../model/point.ts';
import { jsonReply, type Reply } from '../model/reply.ts';
import {
  rpcContentType,
  rpcFramed,
  rpcFramingOf,
  rpcMessageFrom,
  type RpcFraming,
} from '../model/rpc/rpc-framing.ts';
import { isRpcAnswer, type RpcMessage } from '../model/rpc/rpc-message.ts';
import { eraOf } from './era.ts';
import { fieldsOf, mcpRequestIn } from './request.ts';
import { isFailedAnswer, meaningOf, refusedResult, resultOf, withMeaning } from './result.ts';

/** How a point of MCP words other meanings and failures, in messages of this framing where it made none yet. */
export function mcpWording(
  framing: RpcFraming,
): Required<Pick<Point, 'render' | 'fail' | 'failRpc'>> {
  return {
    render: (meaning, { call }, like) => rendered(meaning, call, framing, like),
    fail: ({ status, code, retryAfterMs }, { call }) => {
      const headers = failureHeaders(status, retryAfterMs);
      if (framing === 'lines') {
        const why = `HTTP ${status}${code === undefined ? '' : ` ${code}`}`;
        return { ...answerOrNone(call, framing, errorOf(-32603, why)), status };
      }
      const inSession = call.incoming.headers['mcp-session-id'] !== undefined;
      if (status === 404 && inSession) return sessionLost(headers);
      return jsonReply({ error: { status, code: code ?? `http_${status}` } }, status, headers);
    },
    failRpc: ({ code, message }, { call }) =>
      answerOrNone(
        call,
        framing,
        code === 'tool' ? { result: refusedResult(message) } : errorOf(code, message),
      ),
  };
}

/** A reply of one message. */
export function rpcReply(
  message: RpcMessage,
  framing: RpcFraming,
  { status = 200, headers = {} }: Partial<Pick<Reply, 'status' | 'headers'>> = {},
): Reply {
  return {
    status,
    headers: { 'content-type': rpcContentType[framing], ...headers },
    frames: [{ afterMs: 0, data: rpcFramed(message, framing) }],
    end: 'done',
    ...(isFailedAnswer(message) && { failed: true }),
    meaning: meaningOf(message),
  };
}

/** The reply to a message that wants no answer. */
export const accepted: Reply = { status: 202, headers: {}, frames: [], end: 'done', meaning: null };

/** The part of an answer that is an error of JSON-RPC. */
export function errorOf(
  code: number,
  message: string,
  data?: JsonObject,
): { readonly error: object } {
  return { error: { code, message, ...(data && { data }) } };
}

/** An answer to the request of a call; in the stateless era its result says that it is complete. */
export function answerTo({ incoming }: Pick<Call, 'incoming'>, answer: object): RpcMessage {
  const request = mcpRequestIn(incoming);
  const id = request?.message['id'] ?? null;
  const isComplete =
    request !== null && 'result' in answer && eraOf(incoming, request) === '2026-07-28';
  const result = fieldsOf('result' in answer ? answer.result : {});
  return {
    jsonrpc: '2.0',
    id,
    ...(isComplete ? { result: { resultType: 'complete', ...result } } : answer),
  };
}

/** A message without an id must not be answered. */
function answerOrNone(call: Call, framing: RpcFraming, answer: object): Reply {
  if (mcpRequestIn(call.incoming)?.wantsAnswer !== true) return accepted;
  return rpcReply(answerTo(call, answer), framing);
}

function rendered(meaning: unknown, call: Call, framing: RpcFraming, like?: Reply): Reply {
  const its = (like && rpcFramingOf(like)) ?? framing;
  let isTold = false;
  const frames = like?.frames.map((frame) => {
    const own = typeof frame.data === 'string' ? rpcMessageFrom(frame.data, its) : null;
    if (own === null || !isRpcAnswer(own)) return frame;
    isTold = true;
    const message = { ...own, result: withMeaning(fieldsOf(own['result']), meaning) };
    return { ...frame, data: rpcFramed(message, its) };
  });
  if (like && frames && isTold) return { ...like, headers: unmeasured(like), frames, meaning };
  const isCall = mcpRequestIn(call.incoming)?.method === 'tools/call';
  const result = isCall ? resultOf(meaning) : fieldsOf(meaning);
  return { ...rpcReply(answerTo(call, { result }), its), meaning };
}

function unmeasured({ headers }: Reply): Reply['headers'] {
  const { 'content-length': _, ...rest } = headers;
  return rest;
}

/** As servers word it: the session that a request is in is none. */
function sessionLost(headers: Reply['headers']): Reply {
  const message = { jsonrpc: '2.0', id: null, ...errorOf(-32001, 'Session not found') };
  return jsonReply(message, 404, headers);
}

function failureHeaders(status: number, retryAfterMs?: number): Record<string, string> {
  return {
    ...(retryAfterMs !== undefined && { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }),
    ...(status === 401 && { 'www-authenticate': 'Bearer error="invalid_token"' }),
  };
}
