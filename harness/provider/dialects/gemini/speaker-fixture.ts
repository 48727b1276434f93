import type { Reply } from '../../../model/reply.ts';
import type { ToolCall } from '../../../model/turn.ts';
import {
  eventsIn,
  isStream,
  jsonOf,
  posted,
  type Heard,
  type Speaker,
} from '../../testing/speaker.ts';

const headers = { 'x-goog-api-key': 'test' };
const user = { role: 'user', parts: [{ text: 'Hi' }] };
const calling = { role: 'model', parts: [{ functionCall: { name: 'f', args: {} } }] };
const answer = { role: 'user', parts: [{ functionResponse: { name: 'f', response: {} } }] };
const body = (value: object) => JSON.stringify(value);

/** A client of the Gemini API. */
export const geminiSpeaker: Speaker = {
  ask: ({ model, system, user: text, past, tools, maxTokens, stream }) =>
    posted(
      `/v1beta/models/${model}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
      {
        contents: [
          { role: 'user', parts: [{ text }] },
          ...past.flatMap(({ turn, results }) => [
            {
              role: 'model',
              parts: [
                ...(turn.text === '' ? [] : [{ text: turn.text }]),
                ...turn.toolCalls.map(({ id, name, arguments: args }) => ({
                  functionCall: { id, name, args: JSON.parse(args) as unknown },
                })),
              ],
            },
            {
              role: 'user',
              parts: results.map((output, nth) => ({
                functionResponse: {
                  id: turn.toolCalls[nth]?.id,
                  name: turn.toolCalls[nth]?.name,
                  response: { output },
                },
              })),
            },
          ]),
        ],
        ...(system !== undefined && { systemInstruction: { parts: [{ text: system }] } }),
        ...(tools.length > 0 && {
          tools: [{ functionDeclarations: tools.map((name) => ({ name })) }],
        }),
        ...(maxTokens !== undefined && { generationConfig: { maxOutputTokens: maxTokens } }),
      },
      headers,
    ),
  hear: (reply) => (isStream(reply) ? streamed(reply) : heard([jsonOf(reply) as Chunk])),
  refusal: (reply) => {
    const { error } = jsonOf(reply) as { error: Refused };
    const delay = error.details?.find((detail) =>
      detail['@type'].endsWith('RetryInfo'),
    )?.retryDelay;
    const waitMs = delay === undefined ? null : Number.parseFloat(delay) * 1000;
    return { kind: error.status, message: error.message, waitMs };
  },
  finishes: {
    stop: 'STOP',
    'tool-calls': 'STOP',
    length: 'MAX_TOKENS',
    'content-filter': 'SAFETY',
    refusal: 'STOP',
  },
  kinds: {
    400: 'INVALID_ARGUMENT',
    401: 'UNAUTHENTICATED',
    403: 'PERMISSION_DENIED',
    404: 'NOT_FOUND',
    429: 'RESOURCE_EXHAUSTED',
    499: 'CANCELLED',
    500: 'INTERNAL',
    503: 'UNAVAILABLE',
    504: 'DEADLINE_EXCEEDED',
  },
  idHeader: null,
  requestsLeft: null,
  models: { method: 'GET', path: '/v1beta/models', headers, body: '' },
  bad: [
    ['{', /Invalid JSON/],
    [body({}), /contents is not specified/],
    [body({ contents: [] }), /contents is not specified/],
    [body({ contents: [user], messages: [] }), /Unknown name "messages"/],
    [body({ contents: [{ role: 'assistant', parts: [{ text: 'x' }] }] }), /valid role/],
    [
      body({ contents: [{ role: 'user', parts: [] }] }),
      /contents\[0\].parts must not|must not be empty/,
    ],
    [body({ contents: [user, calling] }), /number of function response parts/],
    [body({ contents: [user, calling, user] }), /number of function response parts/],
    [body({ contents: [user, answer] }), /immediately after a function call turn/],
    [
      body({ contents: [user], tools: [{ functionDeclarations: [{ name: '1' }] }] }),
      /function name/,
    ],
  ],
  leastTokens: 1,
  lacks: {
    'broken-arguments': 'arguments are an object on this wire',
    'request-id': 'Google names no request',
    limits: 'Google tells of limits in errors alone',
  },
};

interface Refused {
  readonly status: string;
  readonly message: string;
  readonly details?: readonly { readonly '@type': string; readonly retryDelay?: string }[];
}

interface Chunk {
  readonly candidates?: readonly {
    readonly content?: {
      readonly parts?: readonly {
        readonly text?: string;
        readonly functionCall?: {
          readonly id: string;
          readonly name: string;
          readonly args: object;
        };
      }[];
    };
    readonly finishReason?: string;
  }[];
  readonly usageMetadata?: {
    readonly promptTokenCount: number;
    readonly candidatesTokenCount: number;
    readonly thoughtsTokenCount?: number;
  };
  readonly modelVersion?: string;
  readonly responseId?: string;
  readonly error?: { readonly message: string };
}

function heard(chunks: readonly Chunk[]): Heard {
  const candidates = chunks.flatMap((chunk) => chunk.candidates ?? []);
  const parts = candidates.flatMap(({ content }) => content?.parts ?? []);
  const calls = parts.flatMap(({ functionCall: call }): readonly ToolCall[] =>
    call ? [{ id: call.id, name: call.name, arguments: JSON.stringify(call.args) }] : [],
  );
  const last = chunks.findLast((chunk) => chunk.usageMetadata);
  const { candidatesTokenCount: said = 0, thoughtsTokenCount: thought = 0 } =
    last?.usageMetadata ?? {};
  return {
    id: last?.responseId ?? '',
    model: last?.modelVersion ?? '',
    text: parts.map(({ text = '' }) => text).join(''),
    calls,
    finish: candidates.at(-1)?.finishReason ?? null,
    inputTokens: last?.usageMetadata?.promptTokenCount ?? 0,
    outputTokens: said + thought,
    isRefusal: false,
    error: chunks.find((chunk) => chunk.error)?.error?.message ?? null,
  };
}

function streamed(reply: Reply): Heard {
  return heard(eventsIn(reply).map(({ data }) => JSON.parse(data) as Chunk));
}
