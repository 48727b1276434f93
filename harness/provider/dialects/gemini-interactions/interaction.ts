import type { Turn } from '../../../model/turn.ts';
import { epochSeconds } from '../../epoch.ts';
import { usageOf } from '../../tokens.ts';
import type { Answering, ChatRequest } from '../dialect.ts';
import { interactionId } from './ids.ts';

/** An interaction without its steps. */
export interface Interaction {
  readonly id: string;
  readonly status: string;
  readonly [member: string]: unknown;
}

/** An interaction that has just begun. */
export function begunInteraction(chat: ChatRequest, { requestId }: Answering): Interaction {
  const id = interactionId(chat, requestId);
  return { id, status: 'in_progress', object: 'interaction', model: chat.model };
}

/** The interaction that ends with this turn. */
export function endedInteraction(
  turn: Turn,
  chat: ChatRequest,
  as: Answering,
  { outputTokens, error }: { readonly outputTokens: number; readonly error?: InteractionError },
): Interaction {
  const ownError = error ?? (turn.finish === 'content-filter' ? unsafe : undefined);
  const date = new Date((epochSeconds + Math.floor(as.nowMs / 1000)) * 1000).toISOString();
  const seconds = date.replace('.000Z', 'Z');
  const previous = chat.body?.['previous_interaction_id'] ?? '';
  return {
    id: interactionId(chat, as.requestId),
    status: ownError ? 'failed' : statuses[turn.finish],
    ...(ownError && { errors: [ownError] }),
    usage: wordedUsage(turn, chat.promptTokens, outputTokens),
    created: seconds,
    updated: seconds,
    service_tier: 'standard',
    object: 'interaction',
    model: turn.stated?.model ?? chat.model,
    ...(previous !== '' && { previous_interaction_id: previous }),
  };
}

/** An error that ended an interaction. */
export interface InteractionError {
  readonly code: string;
  readonly message: string;
}

/** The error of a call that cannot be read. */
export const malformedCall: InteractionError = {
  code: 'malformed_function_call',
  message: 'The model generated a function call that could not be parsed.',
};

const unsafe: InteractionError = {
  code: 'safety',
  message: 'The response was blocked because of safety.',
};

const statuses: Readonly<Record<Turn['finish'], string>> = {
  stop: 'completed',
  'tool-calls': 'requires_action',
  length: 'incomplete',
  'content-filter': 'failed',
  refusal: 'completed',
};

function wordedUsage(turn: Turn, promptTokens: number, outputTokens: number): object {
  const { input, output, thoughts } = usageOf(turn, promptTokens, outputTokens);
  return {
    total_tokens: input + output,
    total_input_tokens: input,
    input_tokens_by_modality: [{ modality: 'text', tokens: input }],
    total_cached_tokens: 0,
    total_output_tokens: output - thoughts,
    total_tool_use_tokens: 0,
    total_thought_tokens: thoughts,
  };
}
