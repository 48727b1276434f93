import { parsedJson } from '../model/json/parsed-json.ts';
import { isObject, type JsonObject } from '../model/json/walk.ts';
import { plainText } from '../model/json/plain-text.ts';
import type { RpcMessage } from '../model/rpc/rpc-message.ts';
import { fieldsOf } from './request.ts';

/** The result of a tool that returned `value`: its own result where it is one, else one that holds it. */
export function resultOf(value: unknown): JsonObject {
  if (isObject(value) && Array.isArray(value['content'])) return value;
  const content = [textBlock(typeof value === 'string' ? value : jsonOf(value))];
  return isObject(value) ? { content, structuredContent: value } : { content };
}

/** The result of a tool that failed. */
export function refusedResult(why: string): JsonObject {
  return { content: [textBlock(why)], isError: true };
}

/** Whether an answer says that the call failed: an error, or a result with `isError`. */
export function isFailedAnswer(message: RpcMessage): boolean {
  return 'error' in message || fieldsOf(message['result'])['isError'] === true;
}

/**
 * What an answer says, apart from the protocol: structured content, else the text (its value where it
 * is JSON), else the result as it is; of a failure `{ error }`, in its own words.
 */
export function meaningOf(message: RpcMessage): unknown {
  if ('error' in message) return { error: plainText(fieldsOf(message['error'])['message'] ?? '') };
  const result = fieldsOf(message['result']);
  const text = textIn(result);
  if (result['isError'] === true) return { error: text ?? '' };
  if (result['structuredContent'] !== undefined) return result['structuredContent'];
  if (text === null) return plain(result);
  return parsedJson(text) ?? text;
}

/** The result with another meaning, told where the old one was: as text, as structured content, or both. */
export function withMeaning(result: JsonObject, meaning: unknown): JsonObject {
  if (!Array.isArray(result['content'])) {
    const ofProtocol = Object.entries(result).filter(([name]) => /^(_meta|resultType)$/.test(name));
    return { ...Object.fromEntries(ofProtocol), ...fieldsOf(meaning) };
  }
  const { structuredContent, ...rest } = result;
  const text = typeof meaning === 'string' ? meaning : jsonOf(meaning);
  const told = { ...rest, content: [textBlock(text)] };
  return structuredContent === undefined || !isObject(meaning)
    ? told
    : { ...told, structuredContent: meaning };
}

/** The text of a result whose content is text alone; null of any other. */
function textIn({ content }: JsonObject): string | null {
  if (!Array.isArray(content)) return null;
  const texts = content.map((block) => fieldsOf(block)['text']);
  return texts.every((text) => typeof text === 'string') ? texts.join('\n') : null;
}

function plain(result: JsonObject): JsonObject {
  const { _meta, resultType: _type, ...told } = result;
  return told;
}

function textBlock(text: string): JsonObject {
  return { type: 'text', text };
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}
