import { draws, type Draw } from '../model/random.ts';
import type { ChatRequest, Message } from './dialects/dialect.ts';
import { jsonOrText } from '../model/json/parsed-json.ts';

/** A tool's answer, as the agent passed it on. */
export interface ToolResult {
  /** The tool's name; '' if no call has that id. */
  readonly tool: string;
  readonly callId: string;
  /** Its JSON value; the text itself if it is not JSON. */
  readonly value: unknown;
}

/** The conversation in a request: all that a script may answer from. */
export interface Conversation {
  readonly model: string;
  readonly messages: readonly Message[];
  /** Names of the tools on offer. */
  readonly tools: readonly string[];
  /** The user's last message, or ''. */
  readonly user: string;
  /** The text of all system messages. */
  readonly told: string;
  /** Every tool's answer so far, oldest first. */
  readonly toolResults: readonly ToolResult[];
  /** The last value of this tool, or undefined. */
  readonly result: (tool: string) => unknown;
  /** All text of all messages. */
  readonly text: string;
  /** The number of the assistant's turns so far; 0 on the first request. */
  readonly turn: number;
  /** This conversation's own draws: the same conversation and seed give the same numbers. */
  readonly draw: Draw;
  readonly seed: number;
  /** The name of the conversation: equal requests have equal keys. */
  readonly key: string;
}

/** The conversation that a request carries. */
export function conversationOf(
  request: Pick<ChatRequest, 'model' | 'messages' | 'tools' | 'key'>,
  seed: number,
): Conversation {
  const { model, messages, tools, key } = request;
  const conversation = {
    __proto__: read,
    model,
    messages,
    tools,
    result: (tool: string) =>
      conversation.toolResults.findLast((result) => result.tool === tool)?.value,
    draw: draws(seed, 'script', key),
    seed,
    key,
  } as unknown as Conversation;
  return conversation;
}

/** The number of the assistant's turns. */
export function turnsIn(messages: readonly Message[]): number {
  return messages.reduce((turns, { role }) => (role === 'assistant' ? turns + 1 : turns), 0);
}

/** The text of all system messages. */
export function toldIn(messages: readonly Message[]): string {
  const told = messages.filter(({ role }) => role === 'system');
  return told.map(({ text }) => text).join('\n');
}

/**
 * What is read from the messages once it is asked for: most scripts ask for little of it. Shared: V8
 * keeps a getter made for one object, and all it sees, until it next marks the heap.
 */
const read: Pick<Conversation, 'told' | 'text' | 'user' | 'turn' | 'toolResults'> &
  ThisType<Conversation> = {
  get user() {
    return this.messages.findLast((message) => message.role === 'user')?.text ?? '';
  },
  get turn() {
    return turnsIn(this.messages);
  },
  get toolResults() {
    let known = toolResults.get(this);
    if (!known) toolResults.set(this, (known = resultsIn(this.messages)));
    return known;
  },
  get told() {
    return toldIn(this.messages);
  },
  get text() {
    return this.messages.map(({ text }) => text).join('\n');
  },
};

const toolResults = new WeakMap<Conversation, readonly ToolResult[]>();

function resultsIn(messages: readonly Message[]): readonly ToolResult[] {
  const results: ToolResult[] = [];
  if (!messages.some(({ role }) => role === 'tool')) return results;
  const names = new Map<string, string>();
  for (const { role, toolCalls, callId, text } of messages) {
    for (const call of toolCalls) names.set(call.id, call.name);
    if (role !== 'tool') continue;
    results.push({ tool: names.get(callId) ?? '', callId, value: jsonOrText(text) });
  }
  return results;
}
