import type { Reply } from '../../../model/reply.ts';
import type { ToolCall } from '../../../model/turn.ts';
import { chatTalk } from '../../testing/chat-talk.ts';
import {
  eventsIn,
  isStream,
  jsonOf,
  posted,
  retryAfterOf,
  type Heard,
  type Speaker,
} from '../../testing/speaker.ts';

const user = { role: 'user', content: 'Hi' };

/** A client of Chat Completions. */
export const chatSpeaker: Speaker = {
  ask: (talk) =>
    posted('/v1/chat/completions', {
      ...chatTalk(talk, { called: wired }),
      ...(talk.maxTokens !== undefined && { max_completion_tokens: talk.maxTokens }),
      ...(talk.stream && { stream: true, stream_options: { include_usage: true } }),
    }),
  hear: (reply) => (isStream(reply) ? streamed(reply) : whole(reply)),
  refusal: openaiRefusal,
  finishes: {
    stop: 'stop',
    'tool-calls': 'tool_calls',
    length: 'length',
    'content-filter': 'content_filter',
    refusal: 'stop',
  },
  kinds: openaiKinds(),
  idHeader: 'x-request-id',
  requestsLeft: ({ headers }) => Number(headers['x-ratelimit-remaining-requests']),
  models: { method: 'GET', path: '/v1/models', headers: {}, body: '' },
  bad: [
    ['{', /parse the JSON/],
    [JSON.stringify({ messages: [user] }), /model parameter/],
    [JSON.stringify({ model: 'm' }), /'messages'/],
    [
      JSON.stringify({ model: 'm', messages: [{ role: 'tool', tool_call_id: 'c', content: '' }] }),
      /preceeding/,
    ],
  ],
  leastTokens: 1,
  lacks: {},
};

/** An error of OpenAI's. */
export function openaiRefusal(reply: Reply): ReturnType<Speaker['refusal']> {
  const { error } = jsonOf(reply) as { error: { type: string; message: string } };
  return { kind: error.type, message: error.message, waitMs: retryAfterOf(reply) };
}

/** The types of OpenAI's errors by status. */
export function openaiKinds(): Readonly<Record<number, string>> {
  return {
    400: 'invalid_request_error',
    401: 'invalid_request_error',
    403: 'invalid_request_error',
    404: 'invalid_request_error',
    429: 'requests',
    500: 'server_error',
    503: 'service_unavailable_error',
  };
}

interface Body {
  readonly id: string;
  readonly model: string;
  readonly error?: { readonly message: string };
  readonly choices: readonly {
    readonly finish_reason: string | null;
    readonly message: Said;
    readonly delta: Said;
  }[];
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number } | null;
}

interface Said {
  readonly content?: string | null;
  readonly refusal?: string | null;
  readonly tool_calls?: readonly {
    readonly index: number;
    readonly id?: string;
    readonly function: { readonly name?: string; readonly arguments: string };
  }[];
}

function wired({ id, name, arguments: args }: ToolCall): object {
  return { id, type: 'function', function: { name, arguments: args } };
}

function whole(reply: Reply): Heard {
  const { id, model, choices, usage } = jsonOf(reply) as Body;
  const { message, finish_reason: finish } = choices[0] ?? {};
  const calls = (message?.tool_calls ?? []).map((call) => ({
    id: call.id ?? '',
    name: call.function.name ?? '',
    arguments: call.function.arguments,
  }));
  const text = message?.content ?? message?.refusal ?? '';
  const isRefusal = typeof message?.refusal === 'string';
  return {
    id,
    model,
    text,
    calls,
    finish: finish ?? null,
    ...billed(usage),
    isRefusal,
    error: null,
  };
}

function streamed(reply: Reply): Heard {
  const events = eventsIn(reply).map(({ data }) => data);
  const isDone = events.at(-1) === '[DONE]';
  const bodies = events.filter((data) => data !== '[DONE]').map((data) => JSON.parse(data) as Body);
  const calls: ToolCall[] = [];
  let text = '';
  let isRefusal = false;
  let finish: string | null = null;
  for (const { choices = [] } of bodies) {
    const { delta, finish_reason: reason } = choices[0] ?? {};
    text += delta?.content ?? delta?.refusal ?? '';
    isRefusal ||= typeof delta?.refusal === 'string';
    finish = reason ?? finish;
    for (const { index, id, function: called } of delta?.tool_calls ?? []) {
      const known = calls[index] ?? { id: id ?? '', name: called.name ?? '', arguments: '' };
      calls[index] = { ...known, arguments: known.arguments + called.arguments };
    }
  }
  // Azure's first event, of its filters, names neither.
  const { id = '', model = '' } = bodies.find((body) => body.id !== '') ?? {};
  const error = bodies.find((body) => body.error)?.error?.message ?? null;
  const usage = bodies.findLast((body) => body.usage)?.usage;
  const ends = { finish: isDone ? finish : null, isRefusal, error };
  return { id, model, text, calls, ...billed(usage), ...ends };
}

function billed(usage: Body['usage']): Pick<Heard, 'inputTokens' | 'outputTokens'> {
  return { inputTokens: usage?.prompt_tokens ?? 0, outputTokens: usage?.completion_tokens ?? 0 };
}
