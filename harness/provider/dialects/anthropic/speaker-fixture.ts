import type { Reply } from '../../../model/reply.ts';
import type { ToolCall } from '../../../model/turn.ts';
import {
  eventsIn,
  isStream,
  jsonOf,
  posted,
  retryAfterOf,
  type Heard,
  type Speaker,
} from '../../testing/speaker.ts';

const headers = { 'x-api-key': 'sk-ant-test', 'anthropic-version': '2023-06-01' };
const user = { role: 'user', content: 'Hi' };
const asks = { model: 'm', max_tokens: 9 };
const calls = { role: 'assistant', content: [{ type: 'tool_use', id: 'c', name: 'f', input: {} }] };
const result = { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c', content: '' }] };
const body = (value: object) => JSON.stringify(value);

/** A client of Anthropic's Messages API. */
export const anthropicSpeaker: Speaker = {
  ask: ({ model, system, user: content, past, tools, maxTokens = 1024, stream }) =>
    posted(
      '/v1/messages',
      {
        model,
        max_tokens: maxTokens,
        ...(system !== undefined && { system }),
        messages: [
          { role: 'user', content },
          ...past.flatMap(({ turn, results }) => [
            {
              role: 'assistant',
              content: [
                ...(turn.text === '' ? [] : [{ type: 'text', text: turn.text }]),
                ...turn.toolCalls.map(({ id, name, arguments: args }) => ({
                  type: 'tool_use',
                  id,
                  name,
                  input: JSON.parse(args) as unknown,
                })),
              ],
            },
            {
              role: 'user',
              content: results.map((said, nth) => ({
                type: 'tool_result',
                tool_use_id: turn.toolCalls[nth]?.id,
                content: said,
              })),
            },
          ]),
        ],
        ...(tools.length > 0 && {
          tools: tools.map((name) => ({ name, input_schema: { type: 'object' } })),
        }),
        ...(stream && { stream }),
      },
      headers,
    ),
  hear: (reply) => (isStream(reply) ? streamed(reply) : whole(jsonOf(reply) as Message)),
  refusal: (reply) => {
    const { error } = jsonOf(reply) as { error: { type: string; message: string } };
    return { kind: error.type, message: error.message, waitMs: retryAfterOf(reply) };
  },
  finishes: {
    stop: 'end_turn',
    'tool-calls': 'tool_use',
    length: 'max_tokens',
    'content-filter': 'refusal',
    refusal: 'refusal',
  },
  kinds: {
    400: 'invalid_request_error',
    401: 'authentication_error',
    402: 'billing_error',
    403: 'permission_error',
    404: 'not_found_error',
    413: 'request_too_large',
    429: 'rate_limit_error',
    500: 'api_error',
    504: 'timeout_error',
    529: 'overloaded_error',
  },
  idHeader: 'request-id',
  requestsLeft: (reply) => Number(reply.headers['anthropic-ratelimit-requests-remaining']),
  models: { method: 'GET', path: '/v1/models', headers, body: '' },
  bad: [
    ['{', /not valid JSON/],
    [body({ max_tokens: 9, messages: [user] }), /^model: Field required/],
    [body({ model: 'm', messages: [user] }), /^max_tokens: Field required/],
    [body(asks), /^messages: Field required/],
    [body({ ...asks, messages: [] }), /at least one message/],
    [body({ ...asks, messages: [{ role: 'system', content: 'x' }] }), /top-level `system`/],
    [body({ ...asks, messages: [{ role: 'tool', content: 'x' }] }), /'user' or 'assistant'/],
    [body({ ...asks, messages: [{ role: 'user', content: '' }] }), /non-empty content/],
    [body({ ...asks, messages: [user], tools: [{ function: {} }] }), /^tools.0.custom.name/],
    [body({ ...asks, messages: [user], response_format: {} }), /Extra inputs/],
    [body({ ...asks, messages: [user, calls] }), /without `tool_result` blocks .*: c\./],
    [body({ ...asks, messages: [user, calls, user] }), /^messages.1: .*without `tool_result`/],
    [body({ ...asks, messages: [result] }), /unexpected `tool_use_id` .*: c\./],
  ],
  leastTokens: 1,
  lacks: {},
};

interface Message {
  readonly id: string;
  readonly model: string;
  readonly content: readonly Partial<Record<'type' | 'text' | 'id' | 'name', string>>[];
  readonly stop_reason: string | null;
  readonly usage: Readonly<Record<'input_tokens' | 'output_tokens', number>>;
}

function whole({ id, model, content, stop_reason: finish, usage }: Message): Heard {
  return {
    id,
    model,
    text: content.map(({ text = '' }) => text).join(''),
    calls: content.flatMap((block): readonly ToolCall[] =>
      block.type === 'tool_use'
        ? [
            {
              id: block.id ?? '',
              name: block.name ?? '',
              arguments: JSON.stringify((block as { input?: unknown }).input),
            },
          ]
        : [],
    ),
    finish,
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
    isRefusal: false,
    error: null,
  };
}

interface Event {
  readonly type: string;
  readonly index: number;
  readonly message: Message;
  readonly content_block: Message['content'][number];
  readonly delta: Partial<Record<'text' | 'partial_json' | 'stop_reason', string>>;
  readonly usage: Message['usage'];
  readonly error: { readonly message: string };
}

function streamed(reply: Reply): Heard {
  const all = eventsIn(reply);
  const events = all.map(({ data }) => JSON.parse(data) as Event);
  const stray = events.find(({ type }, nth) => type !== all[nth]?.name);
  if (stray) throw new Error(`${stray.type} has another name`);
  const of = (type: string) => events.filter((event) => event.type === type);
  const deltas = of('content_block_delta');
  const calls = of('content_block_start').flatMap(({ index, content_block: block }) => {
    const own = deltas.filter((event) => event.index === index);
    const json = own.map(({ delta }) => delta.partial_json ?? '').join('');
    return block.type === 'tool_use'
      ? [{ id: block.id ?? '', name: block.name ?? '', arguments: json }]
      : [];
  });
  const [start] = of('message_start');
  const [end] = of('message_delta');
  const isDone = of('message_stop').length > 0;
  return {
    ...whole({ ...(start?.message as Message), ...(end && { usage: end.usage }) }),
    text: deltas.map(({ delta }) => delta.text ?? '').join(''),
    calls,
    finish: isDone ? (end?.delta.stop_reason ?? null) : null,
    error: of('error')[0]?.error.message ?? null,
  };
}
