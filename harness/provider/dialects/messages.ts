import type { Message } from './dialect.ts';

/** Adds a message; what the model says right after it has said something belongs to that turn. */
export function addMessage(messages: Message[], message: Message): void {
  const last = messages.at(-1);
  if (last?.role !== 'assistant' || message.role !== 'assistant') {
    messages.push(message);
    return;
  }
  const toolCalls = [...last.toolCalls, ...message.toolCalls];
  messages[messages.length - 1] = { ...last, text: last.text + message.text, toolCalls };
}

/** A result of a tool without a call before it, or a call without a result. */
export interface Unpaired {
  readonly kind: 'call' | 'result';
  readonly id: string;
}

/** The first result without a call, or else the first call without a result; null for none. */
export function unpairedIn(messages: readonly Message[]): Unpaired | null {
  const called = new Set<string>();
  const answered = new Set<string>();
  for (const { role, callId, toolCalls } of messages) {
    for (const { id } of toolCalls) called.add(id);
    if (role !== 'tool') continue;
    if (!called.has(callId)) return { kind: 'result', id: callId };
    answered.add(callId);
  }
  const id = [...called].find((one) => !answered.has(one));
  return id === undefined ? null : { kind: 'call', id };
}
