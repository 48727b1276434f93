import { parsedJson } from '../../../model/json/parsed-json.ts';
import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import { plainText } from '../../../model/json/plain-text.ts';
import { AgentError } from '../../agent/agent-error.ts';
import { isEventStream, jsonEvents } from '../json-events.ts';
import { openReply, whole } from '../send.ts';
import type { CardInterface } from './agent-card.ts';
import { readUpdate, type Update } from './update.ts';
import type { WireEra } from './wire-era.ts';

/** Who calls an agent for a task, and until when. */
export interface Caller {
  readonly address: string;
  readonly endpoint: CardInterface;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * Calls a method of an agent; yields each result that it replies with, one or a stream of them. Throws
 * an AgentError where it replies with an error, or not as the protocol has it.
 */
export async function* call(
  { address, endpoint: { path, era }, headers, signal }: Caller,
  method: keyof WireEra['methods'],
  params: JsonObject,
): AsyncGenerator<Update> {
  const name = era.methods[method];
  const accept = method === 'stream' ? 'text/event-stream' : 'application/json';
  const request = {
    method: 'POST',
    path,
    headers: { ...headers, accept, 'content-type': 'application/json', 'a2a-version': era.version },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: name, params }),
  };
  const { status, type, texts } = await openReply(address, request, signal);
  const isFine = status >= 200 && status < 300;
  if (isFine && isEventStream(type)) {
    for await (const event of jsonEvents(texts)) yield resultIn(event, name, status);
    return;
  }
  const text = await whole(texts);
  const reply = parsedJson(text);
  if (isObject(reply) && (isFine || 'error' in reply)) yield resultIn(reply, name, status);
  else throw new AgentError(`${name} answered ${status}: ${text.slice(0, 2000)}`, status, text);
}

function resultIn(reply: unknown, method: string, status: number): Update {
  if (isObject(reply) && 'result' in reply) return readUpdate(reply['result']);
  const text = JSON.stringify(reply);
  const error = isObject(reply) ? reply['error'] : undefined;
  const { code, message } = isObject(error) ? error : {};
  const what =
    error === undefined ? 'no JSON-RPC' : `error ${plainText(code)}: ${plainText(message)}`;
  throw new AgentError(`${method} answered ${what.slice(0, 2000)}`, status, text);
}
