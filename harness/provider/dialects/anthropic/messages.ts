import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import { plainText } from '../../../model/json/plain-text.ts';
import type { ToolCall } from '../../../model/turn.ts';
import type { Message, Problem } from '../dialect.ts';
import { badRequest } from './errors.ts';

/**
 * The messages of a request, or the first thing wrong with them. The results of tools are messages of
 * their own, before the text that comes with them. Every call needs a result in the next message.
 */
export function messagesOf(raw: readonly unknown[]): readonly Message[] | Problem {
  const messages: Message[] = [];
  let open: readonly string[] = [];
  for (const [index, value] of raw.entries()) {
    const blocks = blocksOf(value, index, raw.length);
    if ('status' in blocks) return blocks;
    const problem = wrongPairing(blocks, index, open);
    if (problem) return problem;
    const isUser = (value as JsonObject)['role'] === 'user';
    messages.push(...(isUser ? heard(blocks) : [said(blocks)]));
    open = isUser ? [] : idsOf(blocks, 'tool_use', 'id');
  }
  return open.length > 0 ? unanswered(raw.length - 1, open) : messages;
}

type Blocks = readonly JsonObject[];

function blocksOf(value: unknown, index: number, count: number): Blocks | Problem {
  const at = `messages.${index}`;
  if (!isObject(value)) return badRequest(`${at}: Input should be a valid dictionary`);
  const { role, content } = value;
  if (role === undefined) return badRequest(`${at}.role: Field required`);
  if (role === 'system') return systemRole;
  if (role !== 'user' && role !== 'assistant') {
    return badRequest(`${at}.role: Input should be 'user' or 'assistant'`);
  }
  if (content === undefined) return badRequest(`${at}.content: Field required`);
  const isEmpty = content === '' || (Array.isArray(content) && content.length === 0);
  if (isEmpty && (role === 'user' || index < count - 1)) {
    const rest =
      'all messages must have non-empty content except for the optional final assistant message';
    return badRequest(`${at}: ${rest}`);
  }
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  if (!Array.isArray(content)) return badRequest(`${at}.content: Input should be a valid list`);
  return wrongBlock(content, `${at}.content`) ?? (content as Blocks);
}

const systemRole = badRequest(
  'messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter, not ' +
    '"system" as an input message role.',
);

function wrongBlock(content: readonly unknown[], at: string): Problem | null {
  for (const [index, block] of content.entries()) {
    const here = `${at}.${index}`;
    if (!isObject(block)) return badRequest(`${here}: Input should be a valid dictionary`);
    const { type } = block;
    if (typeof type !== 'string') return badRequest(`${here}.type: Field required`);
    const lacking = (fields[type] ?? []).find((field) => block[field] === undefined);
    if (lacking !== undefined) return badRequest(`${here}.${type}.${lacking}: Field required`);
    if (type === 'text' && block['text'] === '') {
      return badRequest('messages: text content blocks must be non-empty');
    }
    if (type === 'tool_use' && !isObject(block['input'])) {
      return badRequest(`${here}.tool_use.input: Input should be a valid dictionary`);
    }
  }
  return null;
}

/** The members that each type of block must have. */
const fields: Readonly<Record<string, readonly string[]>> = {
  text: ['text'],
  tool_use: ['id', 'name', 'input'],
  tool_result: ['tool_use_id'],
};

function wrongPairing(blocks: Blocks, index: number, open: readonly string[]): Problem | null {
  const answered = idsOf(blocks, 'tool_result', 'tool_use_id');
  const stray = answered.find((id) => !open.includes(id));
  if (stray !== undefined) {
    const found = 'unexpected `tool_use_id` found in `tool_result` blocks:';
    const subject = `messages.${index}.content: ${found} ${stray}`;
    return badRequest(`${subject}. ${needsCall}`);
  }
  const missing = open.filter((id) => !answered.includes(id));
  if (missing.length > 0) return unanswered(index - 1, missing);
  const twice = answered.find((id, at) => answered.indexOf(id) < at);
  if (twice !== undefined) {
    const subject = `messages.${index}.content: each tool_use must have a single result.`;
    return badRequest(`${subject} Found multiple \`tool_result\` blocks with id: ${twice}`);
  }
  const called = idsOf(blocks, 'tool_use', 'id');
  const isUnique = new Set(called).size === called.length;
  return isUnique ? null : badRequest(`messages.${index}: \`tool_use\` ids must be unique`);
}

function unanswered(index: number, ids: readonly string[]): Problem {
  const found = '`tool_use` ids were found without `tool_result` blocks immediately after:';
  const subject = `messages.${index}: ${found} ${ids.join(', ')}`;
  return badRequest(`${subject}. ${needsResult}`);
}

const needsCall =
  'Each `tool_result` block must have a corresponding `tool_use` block in the previous message.';
const needsResult =
  'Each `tool_use` block must have a corresponding `tool_result` block in the next message.';

function idsOf(blocks: Blocks, type: string, field: string): readonly string[] {
  return blocks.flatMap((block) => (block['type'] === type ? [plainText(block[field])] : []));
}

function said(blocks: Blocks): Message {
  const toolCalls = blocks.flatMap((block): readonly ToolCall[] =>
    block['type'] === 'tool_use'
      ? [
          {
            id: plainText(block['id']),
            name: plainText(block['name']),
            arguments: JSON.stringify(block['input']),
          },
        ]
      : [],
  );
  return { role: 'assistant', text: textOf(blocks), toolCalls, callId: '' };
}

function heard(blocks: Blocks): readonly Message[] {
  const results = blocks.flatMap((block): readonly Message[] => {
    if (block['type'] !== 'tool_result') return [];
    const text = contentText(block['content']);
    return [{ role: 'tool', text, toolCalls: [], callId: plainText(block['tool_use_id']) }];
  });
  const text = textOf(blocks);
  if (text === '' && results.length > 0) return results;
  return [...results, { role: 'user', text, toolCalls: [], callId: '' }];
}

function contentText(content: unknown): string {
  if (Array.isArray(content)) return textOf(content.filter(isObject));
  return typeof content === 'string' ? content : '';
}

function textOf(blocks: Blocks): string {
  return blocks.map(({ type, text }) => (type === 'text' ? plainText(text) : '')).join('');
}
