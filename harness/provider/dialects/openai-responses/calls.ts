import type { Message, Problem } from '../dialect.ts';
import { unpairedIn } from '../messages.ts';
import { badRequest } from '../openai/bad-request.ts';

/** The first call without an output, or output without a call; null for none. */
export function wrongPairing(messages: readonly Message[]): Problem | null {
  const unpaired = unpairedIn(messages);
  if (!unpaired) return null;
  const { kind, id } = unpaired;
  const message =
    kind === 'result'
      ? `No tool call found for function call output with call_id ${id}.`
      : `No tool output found for function call ${id}.`;
  return badRequest(message, 'input', null);
}
