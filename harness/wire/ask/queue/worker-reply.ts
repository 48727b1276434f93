import { jsonOrText, textOrJson } from '../../../model/json/parsed-json.ts';
import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import { AgentError } from '../../agent/agent-error.ts';

/** What a worker answered. */
export interface WorkerReply {
  readonly content: unknown;
  /** The same as a text, for the scenario to read. */
  readonly text: string;
}

/**
 * Reads a reply: of fields `answer`, else all of them; any other is the answer itself.
 * @throws AgentError for a field `error`.
 */
export function replyIn(said: string | JsonObject): WorkerReply {
  const value = typeof said === 'string' ? valueOf(said) : said;
  if (!isObject(value)) return { content: value, text: textOrJson(value) };
  const { error, answer = value } = value;
  if (error !== undefined && error !== null && value['answer'] === undefined) {
    const text = textOrJson(error);
    throw new AgentError(`the worker replied with an error: ${text.slice(0, 2000)}`, null, text);
  }
  // The fields of a stream are texts, of JSON where they are no words.
  const content = typeof said !== 'string' && typeof answer === 'string' ? valueOf(answer) : answer;
  return { content, text: textOrJson(answer) };
}

/** JSON only where an object or a list begins: a text such as `42` is one. */
function valueOf(text: string): unknown {
  return /^\s*[[{]/.test(text) ? jsonOrText(text) : text;
}
