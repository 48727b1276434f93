import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import type { ToolCall } from '../../../model/turn.ts';
import type { Message, Problem } from '../dialect.ts';
import { textIn } from '../hear.ts';
import { badRequest } from './errors.ts';
import { constraint, wrongList, wrongStructure, wrongText } from './parameters.ts';

/**
 * The messages of a request, or the first thing wrong with them. User and assistant take turns, and
 * the message after one with calls has the result of each.
 */
export function messagesOf(raw: readonly JsonObject[]): readonly Message[] | Problem {
  const messages: Message[] = [];
  let open: readonly ToolCall[] = [];
  for (const [index, value] of raw.entries()) {
    const problem = wrongMessage(value, index) ?? wrongTurn(raw, index);
    if (problem) return problem;
    const blocks = value['content'] as readonly JsonObject[];
    const wrong = firstOf(blocks, (block, nth) => wrongBlock(block, `${index}.content.${nth}`));
    if (wrong) return wrong;
    const text = textOf(blocks);
    if (value['role'] === 'assistant') {
      open = blocks.flatMap(callOf);
      messages.push({ role: 'assistant', text, toolCalls: open, callId: '' });
      continue;
    }
    const results = blocks.flatMap(resultOf);
    const unpaired = wrongPairing(open, results, index);
    if (unpaired) return unpaired;
    open = [];
    messages.push(...results);
    if (text !== '' || results.length === 0) {
      messages.push({ role: 'user', text, toolCalls: [], callId: '' });
    }
  }
  return open.length > 0 ? expecting(open, raw.length) : messages;
}

/** The text of blocks. */
export function textOf(blocks: readonly JsonObject[]): string {
  return blocks.map(({ text }) => textIn(text)).join('');
}

function firstOf<T>(
  list: readonly T[],
  problemOf: (one: T, index: number) => Problem | null,
): Problem | null {
  for (const [index, one] of list.entries()) {
    const problem = problemOf(one, index);
    if (problem) return problem;
  }
  return null;
}

function wrongMessage({ role, content }: JsonObject, index: number): Problem | null {
  const place = `messages.${index + 1}.member`;
  const shape = wrongText(role) ?? wrongList(content);
  if (shape) return shape;
  if (role !== 'user' && role !== 'assistant') {
    return constraint(role, `${place}.role`, 'satisfy enum value set: [user, assistant]');
  }
  if (!Array.isArray(content)) return constraint(null, `${place}.content`, 'not be null');
  if (content.length > 0) return null;
  return badRequest(
    `The content field in the Message object at messages.${index} is empty. Add a ContentBlock ` +
      'object to the content field and try again.',
  );
}

function wrongTurn(raw: readonly JsonObject[], index: number): Problem | null {
  const role = raw[index]?.['role'];
  if (index === 0 && role !== 'user') {
    return badRequest(
      'A conversation must start with a user message. Try again with a conversation that starts ' +
        'with a user message.',
    );
  }
  if (raw[index - 1]?.['role'] !== role) return null;
  return badRequest(
    'A conversation must alternate between user and assistant roles. Make sure the conversation ' +
      'alternates between user and assistant roles and try again.',
  );
}

function wrongBlock(block: JsonObject, place: string): Problem | null {
  const { text, toolUse, toolResult } = block;
  const shape = wrongText(text) ?? wrongStructure(toolUse) ?? wrongStructure(toolResult);
  if (shape) return shape;
  if (typeof text === 'string' && text.trim() === '') {
    const subject = `The text field in the ContentBlock object at messages.${place} is blank.`;
    return badRequest(`${subject} Add text to the text field, and try again.`);
  }
  const named = isObject(toolUse) ? toolUse : isObject(toolResult) ? toolResult : null;
  if (!named) return null;
  const inner =
    wrongText(named['toolUseId']) ??
    wrongText(named['name']) ??
    (isObject(toolUse) ? wrongStructure(toolUse['input']) : wrongList(named['content']));
  if (inner) return inner;
  const at = `messages.${place}.${named === toolUse ? 'toolUse' : 'toolResult'}`;
  if (textIn(named['toolUseId']) === '') return constraint(null, `${at}.toolUseId`, 'not be null');
  const isUnnamed = named === toolUse && textIn(named['name']) === '';
  return isUnnamed ? constraint(null, `${at}.name`, 'not be null') : null;
}

function wrongPairing(
  calls: readonly ToolCall[],
  results: readonly Message[],
  index: number,
): Problem | null {
  const answered = new Set(results.map(({ callId }) => callId));
  const missing = calls.filter(({ id }) => !answered.has(id));
  if (missing.length > 0) return expecting(missing, index);
  const known = new Set(calls.map(({ id }) => id));
  if (results.every(({ callId }) => known.has(callId))) return null;
  return badRequest(
    `The number of toolResult blocks at messages.${index}.content exceeds the number of toolUse ` +
      'blocks of previous turn.',
  );
}

function expecting(calls: readonly ToolCall[], index: number): Problem {
  const ids = calls.map(({ id }) => id).join(', ');
  return badRequest(
    `Expected toolResult blocks at messages.${index}.content for the following Ids: ${ids}`,
  );
}

function callOf({ toolUse }: JsonObject): readonly ToolCall[] {
  if (!isObject(toolUse)) return [];
  const { toolUseId, name, input } = toolUse;
  return [{ id: textIn(toolUseId), name: textIn(name), arguments: JSON.stringify(input ?? {}) }];
}

function resultOf({ toolResult }: JsonObject): readonly Message[] {
  if (!isObject(toolResult)) return [];
  const { toolUseId, content } = toolResult;
  const blocks = Array.isArray(content) ? (content as readonly JsonObject[]) : [];
  const text = blocks
    .map(({ text: said, json }) => (json === undefined ? textIn(said) : JSON.stringify(json)))
    .join('');
  return [{ role: 'tool', text, toolCalls: [], callId: textIn(toolUseId) }];
}
