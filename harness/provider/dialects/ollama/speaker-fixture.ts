import type { ToolCall } from '../../../model/turn.ts';
import { valuesIn } from '../hear.ts';
import { chatTalk } from '../../testing/chat-talk.ts';
import {
  isStream,
  jsonOf,
  posted,
  retryAfterOf,
  type Heard,
  type Speaker,
} from '../../testing/speaker.ts';

const body = (value: object) => JSON.stringify(value);
const user = { role: 'user', content: 'Hi' };

/** A client of Ollama's chat. */
export const ollamaSpeaker: Speaker = {
  ask: (talk) =>
    posted('/api/chat', {
      ...chatTalk(talk, {
        called: ({ id, name, arguments: args }) => ({
          id,
          function: { name, arguments: JSON.parse(args) as unknown },
        }),
        answered: (call) => ({ tool_name: call?.name }),
      }),
      ...(talk.maxTokens !== undefined && { options: { num_predict: talk.maxTokens } }),
      stream: talk.stream,
    }),
  hear: (reply) => heard(isStream(reply) ? (valuesIn(reply) as Line[]) : [jsonOf(reply) as Line]),
  refusal: (reply) => ({
    // Ollama names no kinds of errors: clients have the status alone.
    kind: String(reply.status),
    message: (jsonOf(reply) as { error: string }).error,
    waitMs: retryAfterOf(reply),
  }),
  finishes: {
    stop: 'stop',
    'tool-calls': 'stop',
    length: 'length',
    'content-filter': 'stop',
    refusal: 'stop',
  },
  kinds: Object.fromEntries([400, 401, 403, 404, 429, 500, 503].map((it) => [it, String(it)])),
  words: { money: /session usage limit/, 'too-long': /longer than the context length/ },
  idHeader: null,
  requestsLeft: null,
  models: { method: 'GET', path: '/api/tags', headers: {}, body: '' },
  bad: [
    ['', /missing request body/],
    ['{', /unexpected EOF/],
    ['[]', /cannot unmarshal array/],
    [body({ messages: [user] }), /model is required/],
    [
      body({ model: 7, messages: [user] }),
      /cannot unmarshal number into Go struct field ChatRequest.model of type string/,
    ],
    [
      body({ model: 'm', messages: 'Hi' }),
      /cannot unmarshal string into Go struct field ChatRequest.messages/,
    ],
    [
      body({ model: 'm', messages: [{ role: 'user', content: ['Hi'] }] }),
      /cannot unmarshal array into Go struct field Message.messages.content/,
    ],
    [body({ model: 'm', messages: [user], stream: 'yes' }), /of type bool/],
    [
      body({ model: 'm', messages: [user], options: { num_predict: 'many' } }),
      /"num_predict" must be of type integer/,
    ],
    [
      body({
        model: 'm',
        messages: [
          { role: 'assistant', tool_calls: [{ function: { name: 'f', arguments: '{}' } }] },
        ],
      }),
      /arguments of type map/,
    ],
  ],
  leastTokens: 1,
  lacks: {
    'broken-arguments': 'arguments are an object on this wire',
    'request-id': 'Ollama names no request',
    limits: 'Ollama tells of limits in errors alone',
    wait: 'Ollama asks for no wait',
  },
};

interface Line {
  readonly model?: string;
  readonly message?: {
    readonly content?: string;
    readonly tool_calls?: readonly {
      readonly id: string;
      readonly function: { readonly name: string; readonly arguments: object };
    }[];
  };
  readonly done?: boolean;
  readonly done_reason?: string;
  readonly prompt_eval_count?: number;
  readonly eval_count?: number;
  readonly error?: string;
}

function heard(lines: readonly Line[]): Heard {
  const calls = lines
    .flatMap(({ message }) => message?.tool_calls ?? [])
    .map(({ id, function: { name, arguments: args } }): ToolCall => ({
      id,
      name,
      arguments: JSON.stringify(args),
    }));
  const last = lines.find(({ done }) => done === true);
  return {
    // A reply has no id: those of its calls are the only ones.
    id: calls.map(({ id }) => id).join(),
    model: lines[0]?.model ?? '',
    text: lines.map(({ message }) => message?.content ?? '').join(''),
    calls,
    finish: last?.done_reason ?? null,
    inputTokens: last?.prompt_eval_count ?? 0,
    outputTokens: last?.eval_count ?? 0,
    isRefusal: false,
    error: lines.find(({ error }) => error)?.error ?? null,
  };
}
