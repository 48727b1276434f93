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
