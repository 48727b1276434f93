import type { Message, Problem } from '../dialect.ts';
import { badRequest } from '../openai/bad-request.ts';

/** The first call without an output, or output without a call; null for none. */
export function wrongPairing(messages: readonly Message[]): Problem | null {
  const called = new Set<string>();
  const answered = new Set<string>();
  for (const { role, callId, toolCalls } of messages) {
    for (const { id } of toolCalls) called.add(id);
    if (role !== 'tool') continue;
    if (!called.has(callId)) {
      const message = `No tool call found for function call output with call_id ${callId}.`;
      return badRequest(message, 'input', null);
    }
    answered.add(callId);
  }
  for (const id of called) {
    if (answered.has(id)) continue;
    return badRequest(`No tool output found for function call ${id}.`, 'input', null);
  }
  return null;
}

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
