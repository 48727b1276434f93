import { isObject, type JsonObject } from '../json/walk.ts';
import { parsedJson } from '../json/parsed-json.ts';

/** A message of JSON-RPC 2.0 as it came, its fields unchecked: a request, a notification or an answer. */
export interface RpcMessage extends JsonObject {
  readonly jsonrpc: '2.0';
}

/** The message that a JSON text holds; null where it holds none, or a list of them. */
export function rpcMessageIn(text: string): RpcMessage | null {
  const value = parsedJson(text);
  return isRpcMessage(value) ? value : null;
}

/** Whether a JSON value is a message of JSON-RPC. */
export function isRpcMessage(value: unknown): value is RpcMessage {
  return isObject(value) && value['jsonrpc'] === '2.0';
}

/** Whether a message answers a request: with a result, or with an error. */
export function isRpcAnswer(message: RpcMessage): boolean {
  return message['method'] === undefined && ('result' in message || 'error' in message);
}
