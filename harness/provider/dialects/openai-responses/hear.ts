import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import type { ToolCall, Turn } from '../../../model/turn.ts';
import type { ChatRequest, Heard, Message } from '../dialect.ts';
import { counted, heardTurn, textIn } from '../hear.ts';

/** Reads a response, or the event that ends a stream of one; null where it has not ended. */
export function hear(values: readonly unknown[]): Heard | null {
  const ended = values.findLast(
    (value) => isObject(value) && ends.test(textIn(value['type'] ?? value['object'])),
  ) as JsonObject | undefined;
  const response = ended && isObject(ended['response']) ? ended['response'] : ended;
  const status = textIn(response?.['status']);
  if (response === undefined || (status !== 'completed' && status !== 'incomplete')) return null;
  const items = Array.isArray(response['output']) ? response['output'].filter(isObject) : [];
  const turn = turnOf(items, response);
  const { usage } = response;
  const { input_tokens: input, output_tokens: output } = isObject(usage) ? usage : {};
  const outputTokens = counted(output);
  return {
    turn,
    tokens: counted(input) + outputTokens,
    outputTokens,
    keeps: (chat) => keptOf(textIn(response['id']), items, turn, chat),
  };
}

const ends = /^response(\.completed|\.incomplete)?$/;

function turnOf(items: readonly JsonObject[], { incomplete_details: why }: JsonObject): Turn {
  const toolCalls = items.flatMap(callIn);
  const text = items.map((item) => saidIn(item, 'text')).join('');
  const refusal = items.map((item) => saidIn(item, 'refusal')).join('');
  const thoughts = items.map(thoughtIn).join('');
  const reason = isObject(why) ? textIn(why['reason']) : '';
  const own = refusal !== '' ? 'refusal' : toolCalls.length > 0 ? 'tool-calls' : 'stop';
  const finish = reason === '' ? own : reason === 'content_filter' ? 'content-filter' : 'length';
  return heardTurn({ text: text || refusal, toolCalls, finish, thoughts });
}

function callIn({ type, call_id: id, name, arguments: args, input }: JsonObject): ToolCall[] {
  if (type !== 'function_call' && type !== 'custom_tool_call') return [];
  return [{ id: textIn(id), name: textIn(name), arguments: textIn(args ?? input) }];
}

function saidIn({ type, content }: JsonObject, member: 'text' | 'refusal'): string {
  if (type !== 'message' || !Array.isArray(content)) return '';
  return content.map((part: unknown) => (isObject(part) ? textIn(part[member]) : '')).join('');
}

function thoughtIn({ type, summary }: JsonObject): string {
  if (type !== 'reasoning' || !Array.isArray(summary)) return '';
  return summary.map((part: unknown) => (isObject(part) ? textIn(part['text']) : '')).join('\n');
}

/** The conversation up to and with the turn, by the id of the response, and its items by theirs. */
function keptOf(
  id: string,
  items: readonly JsonObject[],
  { text, toolCalls }: Turn,
  { messages, body }: ChatRequest,
): ReadonlyMap<string, readonly Message[]> {
  const { instructions } = body ?? {};
  const isTold = typeof instructions === 'string' && instructions !== '';
  const said: Message = { role: 'assistant', text, toolCalls, callId: '' };
  const own = items.map((item): [string, readonly Message[]] => [
    textIn(item['id']),
    [{ ...said, text: saidIn(item, 'text'), toolCalls: callIn(item) }],
  ]);
  return new Map([...own, [id, [...(isTold ? messages.slice(1) : messages), said]]]);
}
