import OpenAI from 'openai';
import type {
  ChatCompletionAssistantMessageParam,
  ChatCompletionMessageParam,
  ChatCompletionTool,
} from 'openai/resources/chat/completions';
import { slots, type Slot } from './slot.ts';
import type { Entry, Order } from './task-log.ts';

/** The model that decides what to book; it is asked again after each round of tool calls. */
export type Planner = (
  entries: readonly Entry[],
  signal: AbortSignal,
) => Promise<ChatCompletionAssistantMessageParam>;

/** A tool call of the model, understood. */
export interface Wish {
  readonly slot: Slot;
  readonly order: Order;
}

/** A planner on the chat completions API. */
export function planner(baseURL: string, model: string): Planner {
  const client = new OpenAI({
    baseURL,
    apiKey: process.env['OPENAI_API_KEY'] ?? 'none',
    timeout: 1000,
    maxRetries: 1,
  });
  return async (entries, signal) => {
    const messages = conversation(entries);
    const reply = await client.chat.completions.create({ model, messages, tools }, { signal });
    const message = reply.choices[0]?.message;
    if (!message) throw new Error('the model said nothing');
    const { content, tool_calls } = message;
    return { role: 'assistant', content, ...(tool_calls?.length ? { tool_calls } : {}) };
  };
}

/** The tool calls of the model's last turn that it has not been answered yet. */
export function openCalls(entries: readonly Entry[]): readonly { id: string; wish: Wish | null }[] {
  const told = new Set(entries.map((entry) => (entry.kind === 'told' ? entry.call : '')));
  const turn = entries.findLast((entry) => entry.kind === 'turn');
  const calls = turn?.message.tool_calls ?? [];
  return calls.flatMap((call) => {
    if (told.has(call.id)) return [];
    const { name, arguments: text } = call.type === 'function' ? call.function : nothing;
    return [{ id: call.id, wish: understood(name, text) }];
  });
}

/** What the model said last, in words. */
export function lastWords(entries: readonly Entry[]): string {
  const turn = entries.findLast((entry) => entry.kind === 'turn');
  return typeof turn?.message.content === 'string' ? turn.message.content : '';
}

const nothing = { name: '', arguments: '' };

const system =
  'You book trips: one flight, one hotel and one car, by one call of each tool. ' +
  'When a tool fails, do not call it again unless the traveller allows another choice. ' +
  'When all are tried, tell the traveller how it went.';

const text = (description: string) => ({ type: 'string', description });
const parameters: Readonly<Record<Slot, Record<string, unknown>>> = {
  flight: { to: text('city'), date: text('YYYY-MM-DD') },
  hotel: { city: text('city'), name: text('hotel'), date: text('YYYY-MM-DD') },
  car: { city: text('city'), date: text('YYYY-MM-DD') },
};

const tools: ChatCompletionTool[] = slots.map((slot) => ({
  type: 'function',
  function: {
    name: `book_${slot}`,
    description: `Books the ${slot}.`,
    parameters: {
      type: 'object',
      properties: parameters[slot],
      required: Object.keys(parameters[slot]),
    },
  },
}));

function conversation(entries: readonly Entry[]): ChatCompletionMessageParam[] {
  const messages: ChatCompletionMessageParam[] = [{ role: 'system', content: system }];
  for (const entry of entries) {
    if (entry.kind === 'begin') messages.push({ role: 'user', content: wording(entry.input) });
    if (entry.kind === 'turn') messages.push(entry.message);
    if (entry.kind === 'told') {
      messages.push({ role: 'tool', tool_call_id: entry.call, content: entry.result });
    }
  }
  return messages;
}

function wording(input: unknown): string {
  return typeof input === 'string' ? input : JSON.stringify(input);
}

function understood(name: string, json: string): Wish | null {
  const slot = slots.find((one) => name === `book_${one}`);
  if (slot === undefined) return null;
  try {
    const order: unknown = JSON.parse(json);
    const isOrder = typeof order === 'object' && order !== null && !Array.isArray(order);
    return isOrder ? { slot, order: order as Order } : null;
  } catch {
    return null;
  }
}
