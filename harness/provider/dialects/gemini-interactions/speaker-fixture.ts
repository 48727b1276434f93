import type { Reply } from '../../../model/reply.ts';
import type { ToolCall } from '../../../model/turn.ts';
import { geminiSpeaker } from '../gemini/speaker-fixture.ts';
import {
  eventsIn,
  isStream,
  jsonOf,
  posted,
  type Heard,
  type Speaker,
} from '../../testing/speaker.ts';

const headers = { 'x-goog-api-key': 'test' };
const body = (value: object) => JSON.stringify({ model: 'm', ...value });
const texts = (text: string) => [{ type: 'text', text }];
const calling = { type: 'function_call', id: 'c', name: 'f', arguments: {} };
const answer = { type: 'function_result', call_id: 'c', name: 'f', result: '' };

/** A client of the Interactions API. */
export const interactionsSpeaker: Speaker = {
  ...geminiSpeaker,
  ask: ({ model, system, user, past, tools, maxTokens, stream }) =>
    posted(
      '/v1beta/interactions',
      {
        model,
        input: [
          { type: 'user_input', content: texts(user) },
          ...past.flatMap(({ turn, results }) => [
            ...(turn.text === '' ? [] : [{ type: 'model_output', content: texts(turn.text) }]),
            ...turn.toolCalls.map(({ arguments: args, ...call }) => ({
              type: 'function_call',
              ...call,
              arguments: JSON.parse(args) as unknown,
            })),
            ...results.map((result, nth) => ({
              type: 'function_result',
              call_id: turn.toolCalls[nth]?.id,
              name: turn.toolCalls[nth]?.name,
              result,
            })),
          ]),
        ],
        ...(system !== undefined && { system_instruction: system }),
        ...(tools.length > 0 && { tools: tools.map((name) => ({ type: 'function', name })) }),
        ...(maxTokens !== undefined && { generation_config: { max_output_tokens: maxTokens } }),
        ...(stream && { stream }),
      },
      headers,
    ),
  hear: (reply) => (isStream(reply) ? streamed(reply) : whole(reply)),
  refusal: (reply) => {
    const { error } = jsonOf(reply) as { error: { code: string; message: string } };
    const wait = /Please retry in ([\d.]+)s\./.exec(error.message)?.[1];
    return {
      kind: error.code,
      message: error.message,
      waitMs: wait === undefined ? null : Number(wait) * 1000,
    };
  },
  finishes: {
    stop: 'completed',
    'tool-calls': 'requires_action',
    length: 'incomplete',
    'content-filter': 'failed safety',
    refusal: 'completed',
  },
  kinds: {
    400: 'invalid_request',
    401: 'authentication',
    402: 'payment_required',
    403: 'permission_denied',
    404: 'model_not_found',
    429: 'rate_limit_exceeded',
    499: 'cancelled',
    500: 'api_error',
    503: 'service_unavailable',
    504: 'deadline_exceeded',
    529: 'api_error',
  },
  bad: [
    ['{', /Invalid JSON/],
    [JSON.stringify({ input: 'Hi' }), /'model'/],
    [body({}), /'input'/],
    [body({ input: [] }), /empty/],
    [body({ input: [{ role: 'user', content: 'Hi' }] }), /'type' at 'input\[0\]'/],
    [body({ input: [...texts('Hi'), calling] }), /'function_call' .* 'input\[1\]'/],
    [body({ input: [calling] }), /function_call 'c' has no function_result/],
    [body({ input: [answer] }), /function_result 'c' has no function_call/],
    [body({ input: 'Hi', tools: [{ type: 'other' }] }), /'other' .* 'tools\[0\]'/],
    [body({ input: 'Hi', tools: [{ type: 'function', name: '1' }] }), /name of a function/],
    [body({ input: 'Hi', generation_config: { max_output_tokens: 0 } }), /max_output_tokens/],
    [body({ input: 'Hi', background: true }), /'background'/],
    [JSON.stringify({ agent: 'a', input: 'Hi' }), /Agent 'a'/],
  ],
  lacks: {
    'request-id': 'Google names no request',
    limits: 'Google tells of limits in errors alone',
  },
};

interface Interaction {
  readonly id: string;
  readonly model: string;
  readonly status: string;
  readonly errors?: readonly { readonly code: string }[];
  readonly usage?: {
    readonly total_input_tokens: number;
    readonly total_output_tokens: number;
    readonly total_thought_tokens: number;
  };
  readonly steps?: readonly Step[];
}

interface Step {
  readonly type: string;
  readonly id?: string;
  readonly name?: string;
  readonly arguments?: object;
  readonly content?: readonly { readonly text: string }[];
}

interface Event {
  readonly event_type: string;
  readonly index?: number;
  readonly interaction?: Interaction;
  readonly step?: Step;
  readonly delta?: { readonly type: string; readonly text?: string; readonly arguments?: string };
  readonly error?: { readonly message: string };
}

function billed(one: Interaction | undefined): Omit<Heard, 'text' | 'calls' | 'finish'> {
  const { id = '', model = '', usage } = one ?? {};
  const { total_output_tokens: said = 0, total_thought_tokens: thought = 0 } = usage ?? {};
  const inputTokens = usage?.total_input_tokens ?? 0;
  return { id, model, inputTokens, outputTokens: said + thought, isRefusal: false, error: null };
}

function finishOf({ status, errors }: Interaction): string {
  return [status, ...(errors ?? []).map(({ code }) => code)].join(' ');
}

function whole(reply: Reply): Heard {
  const interaction = jsonOf(reply) as Interaction;
  const steps = interaction.steps ?? [];
  const calls = steps.flatMap(({ type, id = '', name = '', arguments: args }): ToolCall[] =>
    type === 'function_call' ? [{ id, name, arguments: JSON.stringify(args) }] : [],
  );
  const outputs = steps.filter(({ type }) => type === 'model_output');
  const text = outputs.flatMap(({ content = [] }) => content.map((one) => one.text)).join('');
  return { ...billed(interaction), text, calls, finish: finishOf(interaction) };
}

function streamed(reply: Reply): Heard {
  const all = eventsIn(reply);
  const events = all
    .filter(({ name }) => name !== 'done')
    .map(({ name, data }) => {
      const event = JSON.parse(data) as Event;
      if (event.event_type !== name) throw new Error(`${event.event_type} is named ${name}`);
      return event;
    });
  const deltas = events.filter(({ delta }) => delta !== undefined);
  const calls = events.flatMap(({ index: at, step }): ToolCall[] => {
    if (step?.type !== 'function_call') return [];
    const args = deltas
      .filter(({ index }) => index === at)
      .map((one) => one.delta?.arguments ?? '');
    return [{ id: step.id ?? '', name: step.name ?? '', arguments: args.join('') }];
  });
  const ended = events.find((one) => one.event_type === 'interaction.completed')?.interaction;
  return {
    ...billed(ended ?? events[0]?.interaction),
    text: deltas.map(({ delta }) => delta?.text ?? '').join(''),
    calls,
    finish: ended && all.at(-1)?.data === '[DONE]' ? finishOf(ended) : null,
    error: events.find(({ error }) => error)?.error?.message ?? null,
  };
}
