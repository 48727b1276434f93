import type { Message } from './dialect.ts';

/**
 * The messages with each tool call's number in place of its id: ids are new in every reply, and a
 * model's answer does not depend on them.
 */
export function numbered(messages: readonly Message[]): readonly object[] {
  const numbers = new Map<string, number>();
  const numberOf = (id: string) => {
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    return number;
  };
  return messages.map(({ role, text, toolCalls, callId }) => {
    if (role === 'tool') return { role, text, callId: numberOf(callId) };
    if (toolCalls.length === 0) return { role, text };
    const calls = toolCalls.map(({ id, ...call }) => ({ ...call, id: numberOf(id) }));
    return { role, text, calls };
  });
}
