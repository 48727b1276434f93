import type { Turn } from '../../../model/turn.ts';
import { epochSeconds } from '../../epoch.ts';
import type { Usage } from '../../tokens.ts';
import type { Answering, ChatRequest } from '../dialect.ts';
import { idsOf } from './ids.ts';
import { isWhole, type OutputItem } from './output.ts';

/** A response as JSON: while it is being made, and when it has ended. */
export interface ResponseJson {
  readonly begun: string;
  readonly ended: string;
  /** The name of the event that ends a stream of it. */
  readonly ending: 'response.completed' | 'response.incomplete';
}

/** The response with this output, which repeats what the request asked. */
export function responseOf(
  turn: Turn,
  {
    chat,
    as,
    output,
    usage,
  }: {
    readonly chat: ChatRequest;
    readonly as: Answering;
    readonly output: readonly OutputItem[];
    readonly usage: Usage;
  },
): ResponseJson {
  const seconds = epochSeconds + Math.floor(as.nowMs / 1000);
  const isDone = isWhole(turn);
  const head = {
    id: idsOf(turn, as.requestId).response,
    object: 'response',
    created_at: seconds,
    model: turn.stated?.model ?? chat.model,
    error: null,
    ...repeated(chat),
  };
  // All that the states of a response share is written once.
  const shared = JSON.stringify(head).slice(0, -1);
  const state = (value: object) => `${shared},${JSON.stringify(value).slice(1)}`;
  return {
    begun: state({
      status: 'in_progress',
      completed_at: null,
      incomplete_details: null,
      output: [],
      usage: null,
    }),
    ended: state({
      status: isDone ? 'completed' : 'incomplete',
      completed_at: isDone ? seconds : null,
      incomplete_details: isDone ? null : { reason: reasons[turn.finish] },
      output,
      usage: worded(usage),
    }),
    ending: isDone ? 'response.completed' : 'response.incomplete',
  };
}

const reasons: Readonly<Record<string, string>> = {
  length: 'max_output_tokens',
  'content-filter': 'content_filter',
};

/** The parameters of the request as a response repeats them, with their defaults. */
function repeated({ body = {} }: ChatRequest): object {
  const { tools, text, reasoning } = body;
  return {
    background: false,
    frequency_penalty: body['frequency_penalty'] ?? 0,
    instructions: body['instructions'] ?? null,
    max_output_tokens: body['max_output_tokens'] ?? null,
    max_tool_calls: body['max_tool_calls'] ?? null,
    metadata: body['metadata'] ?? {},
    parallel_tool_calls: body['parallel_tool_calls'] ?? true,
    presence_penalty: body['presence_penalty'] ?? 0,
    previous_response_id: body['previous_response_id'] ?? null,
    prompt_cache_key: body['prompt_cache_key'] ?? null,
    reasoning: { effort: null, summary: null, ...(reasoning as object | null) },
    safety_identifier: body['safety_identifier'] ?? null,
    service_tier: 'default',
    store: body['store'] ?? true,
    temperature: body['temperature'] ?? 1,
    text: { format: { type: 'text' }, ...(text as object | null) },
    tool_choice: body['tool_choice'] ?? 'auto',
    tools: Array.isArray(tools) ? tools.map(asTold) : [],
    top_logprobs: body['top_logprobs'] ?? 0,
    top_p: body['top_p'] ?? 1,
    truncation: body['truncation'] ?? 'disabled',
    user: body['user'] ?? null,
  };
}

function asTold(tool: object): object {
  if (!('type' in tool) || tool.type !== 'function') return tool;
  return { description: null, parameters: null, strict: true, ...tool };
}

function worded({ input, output, thoughts }: Usage): object {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: thoughts },
    total_tokens: input + output,
  };
}
