import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import type { Reply } from '../../../model/reply.ts';
import type { ToolCall } from '../../../model/turn.ts';
import {
  isStream,
  jsonOf,
  posted,
  retryAfterOf,
  type Heard,
  type Speaker,
} from '../../testing/speaker.ts';
import { valuesIn } from '../hear.ts';

const body = (value: object) => JSON.stringify(value);
const user = { role: 'user', content: [{ text: 'Hi' }] };
const toolUse = { toolUseId: 'tooluse_1', name: 'f', input: {} };
const toolResult = { toolUseId: 'tooluse_1', content: [{ text: '7' }] };
const toolConfig = { tools: [{ toolSpec: { name: 'f', inputSchema: { json: {} } } }] };

/** A client of Bedrock's Converse. */
export const bedrockSpeaker: Speaker = {
  ask: ({ model, system, user: text, past, tools, maxTokens, stream }) =>
    posted(`/model/${model}/${stream ? 'converse-stream' : 'converse'}`, {
      messages: [
        { role: 'user', content: [{ text }] },
        ...past.flatMap(({ turn, results }) => [
          {
            role: 'assistant',
            content: [
              ...(turn.text === '' ? [] : [{ text: turn.text }]),
              ...turn.toolCalls.map(({ id, name, arguments: args }) => ({
                toolUse: { toolUseId: id, name, input: JSON.parse(args) as unknown },
              })),
            ],
          },
          {
            role: 'user',
            content: results.map((result, nth) => ({
              toolResult: { toolUseId: turn.toolCalls[nth]?.id, content: [{ text: result }] },
            })),
          },
        ]),
      ],
      ...(system !== undefined && { system: [{ text: system }] }),
      ...(tools.length > 0 && {
        toolConfig: {
          tools: tools.map((name) => ({ toolSpec: { name, inputSchema: { json: {} } } })),
        },
      }),
      ...(maxTokens !== undefined && { inferenceConfig: { maxTokens } }),
    }),
  hear: (reply) => (isStream(reply) ? streamed(reply) : whole(reply)),
  refusal: (reply) => ({
    kind: reply.headers['x-amzn-errortype']?.split(':', 1)[0] ?? '',
    message: (jsonOf(reply) as { message: string }).message,
    waitMs: retryAfterOf(reply),
  }),
  finishes: {
    stop: 'end_turn',
    'tool-calls': 'tool_use',
    length: 'max_tokens',
    'content-filter': 'content_filtered',
    refusal: 'end_turn',
  },
  kinds: {
    400: 'ValidationException',
    403: 'AccessDeniedException',
    404: 'ResourceNotFoundException',
    408: 'ModelTimeoutException',
    424: 'ModelErrorException',
    429: 'ThrottlingException',
    500: 'InternalServerException',
    503: 'ServiceUnavailableException',
  },
  words: { money: /tokens per day/, 'no-such-model': /model identifier/ },
  idHeader: 'x-amzn-requestid',
  requestsLeft: null,
  models: { method: 'GET', path: '/foundation-models', headers: {}, body: '' },
  bad: [
    ['{', /Malformed input/],
    [body({}), /must start with a user message/],
    [
      body({ messages: [{ role: 'assistant', content: [{ text: 'x' }] }] }),
      /must start with a user message/,
    ],
    [
      body({ messages: [{ role: 'system', content: [{ text: 'x' }] }] }),
      /enum value set: \[user, assistant\]/,
    ],
    [body({ messages: [user, user] }), /must alternate/],
    [body({ messages: [{ role: 'user', content: [] }] }), /content field .* messages\.0 is empty/],
    [
      body({ messages: [{ role: 'user', content: [{ text: ' ' }] }] }),
      /messages\.0\.content\.0 is blank/,
    ],
    [
      body({ messages: [user, { role: 'assistant', content: [{ toolUse }] }, user], toolConfig }),
      /Expected toolResult blocks at messages\.2\.content .* tooluse_1/,
    ],
    [
      body({ messages: [{ role: 'user', content: [{ toolResult }] }], toolConfig }),
      /exceeds the number of toolUse/,
    ],
    [
      body({
        messages: [
          user,
          { role: 'assistant', content: [{ toolUse }] },
          { role: 'user', content: [{ toolResult }] },
        ],
      }),
      /toolConfig field must be defined/,
    ],
    [
      body({ messages: [user], toolConfig: { tools: [{ toolSpec: { name: '1 x' } }] } }),
      /toolSpec\.name/,
    ],
    [body({ messages: [user], inferenceConfig: { maxTokens: 0 } }), /greater than or equal to 1/],
  ],
  leastTokens: 1,
  lacks: {
    limits: 'Bedrock tells of limits in errors alone',
    wait: 'Bedrock asks for no wait',
    model: 'a reply does not name its model',
    'no-such-model': 'Bedrock takes it for an invalid request',
  },
};

interface Block {
  readonly text?: string;
  readonly toolUse?: { readonly toolUseId: string; readonly name: string; readonly input: object };
}

interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

function told({ headers }: Reply) {
  return { id: headers['x-amzn-requestid'] ?? '', model: '', isRefusal: false };
}

function whole(reply: Reply): Heard {
  const { output, stopReason, usage } = jsonOf(reply) as {
    readonly output: { readonly message: { readonly content: readonly Block[] } };
    readonly stopReason: string;
    readonly usage: Usage;
  };
  const { content } = output.message;
  const calls = content.flatMap(({ toolUse: call }): readonly ToolCall[] =>
    call ? [{ id: call.toolUseId, name: call.name, arguments: JSON.stringify(call.input) }] : [],
  );
  const text = content.map(({ text: said = '' }) => said).join('');
  const { inputTokens, outputTokens } = usage;
  return {
    ...told(reply),
    text,
    calls,
    finish: stopReason,
    inputTokens,
    outputTokens,
    error: null,
  };
}

interface Happened {
  readonly contentBlockStart?: {
    readonly start: { readonly toolUse: { readonly toolUseId: string; readonly name: string } };
  };
  readonly contentBlockDelta?: {
    readonly delta: { readonly text?: string; readonly toolUse?: { readonly input: string } };
  };
  readonly messageStop?: { readonly stopReason: string };
  readonly metadata?: { readonly usage: Usage };
}

function streamed(reply: Reply): Heard {
  const events = valuesIn(reply) as readonly Happened[];
  const calls: ToolCall[] = [];
  let text = '';
  for (const { contentBlockStart: begun, contentBlockDelta: piece } of events) {
    text += piece?.delta.text ?? '';
    const { toolUseId, name } = begun?.start.toolUse ?? {};
    if (toolUseId !== undefined && name !== undefined)
      calls.push({ id: toolUseId, name, arguments: '' });
    const input = piece?.delta.toolUse?.input;
    const call = calls.at(-1);
    if (input !== undefined && call)
      calls.splice(-1, 1, { ...call, arguments: call.arguments + input });
  }
  const usage = events.find(({ metadata }) => metadata)?.metadata?.usage;
  const finish = events.find(({ messageStop }) => messageStop)?.messageStop?.stopReason ?? null;
  const { inputTokens = 0, outputTokens = 0 } = usage ?? {};
  return {
    ...told(reply),
    text,
    calls,
    finish: usage ? finish : null,
    inputTokens,
    outputTokens,
    error: exceptionIn(events),
  };
}

function exceptionIn(events: readonly unknown[]): string | null {
  const thrown = events
    .flatMap((event) => Object.entries(event as JsonObject))
    .find(([name]) => name.endsWith('Exception'))?.[1];
  return isObject(thrown) ? String(thrown['message']) : null;
}
