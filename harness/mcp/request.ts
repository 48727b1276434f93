import type { Incoming } from '../model/call.ts';
import { isTooDeep } from '../model/json/depth.ts';
import { digest } from '../model/json/json.ts';
import { isObject, type JsonObject } from '../model/json/walk.ts';
import { plainText } from '../model/json/plain-text.ts';
import { isRpcAnswer, rpcMessageIn, type RpcMessage } from '../model/rpc/rpc-message.ts';
import type { Reading } from '../model/point.ts';

/** A message of an MCP client as calls are named and answered by it. */
export interface McpRequest {
  readonly message: RpcMessage;
  /** `tools/call`, `initialize`, `notifications/cancelled` …; '' for an answer to a server's question. */
  readonly method: string;
  /** The tool that is called; '' for any other method. */
  readonly tool: string;
  /** A tool's arguments; the parameters, apart from what is about the protocol, of any other method. */
  readonly input: JsonObject | null;
  /** Whether it wants an answer: notifications and answers do not. */
  readonly wantsAnswer: boolean;
}

/** Reads the message in a request; null where it holds none. */
export function mcpRequestIn({ body }: Pick<Incoming, 'body'>): McpRequest | null {
  const message = isTooDeep(body) ? null : rpcMessageIn(body);
  if (message === null) return null;
  const method = typeof message['method'] === 'string' ? message['method'] : '';
  const params = fieldsOf(message['params']);
  const tool = method === 'tools/call' ? plainText(params['name'] ?? '') : '';
  const { _meta, ...others } = params;
  const given = method === 'tools/call' ? params['arguments'] : others;
  return {
    message,
    method,
    tool,
    input: isObject(given) && Object.keys(given).length > 0 ? given : null,
    wantsAnswer: method !== '' && message['id'] !== undefined && !isRpcAnswer(message),
  };
}

/** The label of a call: `tools/call refund`, or the method. */
export function mcpLabel(method: string, tool = ''): string {
  return tool === '' ? method : `${method} ${tool}`;
}

/**
 * Reads a request as a call: named by its method, its tool and its arguments, never by the number of
 * the message. `acts` tells whether a tool changes the world.
 */
export function mcpReading(incoming: Incoming, acts: (tool: string) => boolean): Reading {
  const request = mcpRequestIn(incoming);
  if (request === null) {
    const label = `${incoming.method} ${incoming.path}`;
    return { label, op: label, input: null, safe: incoming.method !== 'POST' };
  }
  const { method, tool, input } = request;
  const label = method === '' ? 'answer' : mcpLabel(method, tool);
  const op = input === null ? label : `${label}#${digest(input).slice(0, 6)}`;
  return { label, op, input, safe: !(tool !== '' && acts(tool)) };
}

/** The fields of an object; none of any other value. */
export function fieldsOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
