import type { Reply } from '../reply.ts';
import { isRpcMessage, type RpcMessage } from './rpc-message.ts';
import { parsedJson } from '../json/parsed-json.ts';

/** How messages stand in a body: one as JSON, server-sent events, or lines. */
export type RpcFraming = 'json' | 'events' | 'lines';

/** The content type of each framing; that of lines says so where there is no HTTP. */
export const rpcContentType: Readonly<Record<RpcFraming, string>> = {
  json: 'application/json',
  events: 'text/event-stream',
  lines: 'application/jsonl',
};

/** The framing of a reply, by its content type; null for any other. */
export function rpcFramingOf({ headers }: Pick<Reply, 'headers'>): RpcFraming | null {
  const [type = ''] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const found = Object.entries(rpcContentType).find(([, known]) => known === type.trim());
  return (found?.[0] as RpcFraming | undefined) ?? null;
}

/** A message as it is sent. */
export function rpcFramed(message: RpcMessage, framing: RpcFraming): string {
  const json = JSON.stringify(message);
  if (framing === 'events') return `event: message\ndata: ${json}\n\n`;
  return framing === 'lines' ? `${json}\n` : json;
}

/** The message that a piece of a body holds; null where it holds none. */
export function rpcMessageFrom(piece: string, framing: RpcFraming): RpcMessage | null {
  const value = parsedJson(framing === 'events' ? eventData(piece) : piece);
  return isRpcMessage(value) ? value : null;
}

/** The data of one server-sent event, its lines joined. */
export function eventData(event: string): string {
  return event
    .split(/\r\n|\n|\r/)
    .flatMap((line) => (line.startsWith('data:') ? [line.slice(5).replace(/^ /, '')] : []))
    .join('\n');
}
