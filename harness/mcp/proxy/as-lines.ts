import { parsedJson } from '../../model/json/parsed-json.ts';
import type { Frame, Reply } from '../../model/reply.ts';
import { eventData, rpcFramed, rpcFramingOf } from '../../model/rpc/rpc-framing.ts';
import { splitEvents } from '../../model/streams/server-sent-events.ts';
import type { McpRequest } from '../request.ts';
import { errorOf } from '../wording.ts';

/**
 * A reply as a server over stdio sends it: one message a line, and what is broken as broken as before. A
 * status of HTTP that is no message is an error of JSON-RPC, since there is nothing else to tell it by.
 */
export function asLines(reply: Reply, request: McpRequest | null): Reply {
  const framing = rpcFramingOf(reply);
  if (framing === 'lines') return reply;
  const isMessage = framing !== null && !isBare(reply);
  if (reply.status >= 400 && !isMessage) {
    if (request?.wantsAnswer !== true) return { ...reply, frames: [] };
    const error = errorOf(-32_000, `HTTP ${reply.status}`);
    const message = { jsonrpc: '2.0' as const, id: request.message['id'], ...error };
    return { ...reply, frames: [{ afterMs: 0, data: rpcFramed(message, 'lines') }] };
  }
  const isWhole = reply.end === 'done';
  const lined = (frame: Frame) => ({
    ...frame,
    data: lineOf(frame.data, framing === 'events', isWhole),
  });
  return { ...reply, frames: reply.frames.map(lined) };
}

/** Whether the body of an error is not one of JSON-RPC that the request can be told by. */
function isBare({ frames }: Reply): boolean {
  return !frames.some(
    ({ data }) => typeof data === 'string' && /"jsonrpc".*"id":(?!null)/s.test(data),
  );
}

function lineOf(data: Frame['data'], isEvents: boolean, isWhole: boolean): string {
  const text = typeof data === 'string' ? data : new TextDecoder().decode(data);
  const pieces = isEvents ? splitEvents(text).map(eventData) : [text];
  return pieces
    .filter((piece) => piece !== '')
    .map((piece) => {
      const value = parsedJson(piece);
      if (value !== undefined) return `${JSON.stringify(value)}\n`;
      return isWhole ? `${piece}\n` : piece;
    })
    .join('');
}
