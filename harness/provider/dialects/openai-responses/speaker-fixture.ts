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
import { chatSpeaker, openaiKinds, openaiRefusal } from '../openai-chat/speaker-fixture.ts';

/** A client of the Responses API. */
export const responsesSpeaker: Speaker = {
  ...chatSpeaker,
  ask: ({ model, system, user, past, tools, maxTokens, stream }) =>
    posted('/v1/responses', {
      model,
      ...(system !== undefined && { instructions: system }),
      input: [
        { role: 'user', content: [{ type: 'input_text', text: user }] },
        ...past.flatMap(({ turn, results }) => [
          ...(turn.text === '' ? [] : [{ role: 'assistant', content: turn.text }]),
          ...turn.toolCalls.map(({ id, ...call }) => ({
            type: 'function_call',
            call_id: id,
            ...call,
          })),
          ...results.map((output, nth) => ({
            type: 'function_call_output',
            call_id: turn.toolCalls[nth]?.id,
            output,
          })),
        ]),
      ],
      ...(tools.length > 0 && { tools: tools.map((name) => ({ type: 'function', name })) }),
      ...(maxTokens !== undefined && { max_output_tokens: maxTokens }),
      ...(stream && { stream }),
    }),
  hear: (reply) => (isStream(reply) ? streamed(reply) : heard(jsonOf(reply) as Response, null)),
  refusal: openaiRefusal,
  finishes: {
    stop: 'completed',
    'tool-calls': 'completed',
    length: 'incomplete max_output_tokens',
    'content-filter': 'incomplete content_filter',
    refusal: 'completed',
  },
  kinds: openaiKinds(),
  bad: [
    ['{', /parse the JSON/],
    [JSON.stringify({ input: 'Hi' }), /'model'/],
    [JSON.stringify({ model: 'm' }), /'input' or 'previous_response_id'/],
    [JSON.stringify({ model: 'm', messages: [] }), /moved to 'input'/],
    [
      JSON.stringify({
        model: 'm',
        input: [{ type: 'function_call_output', call_id: 'c', output: '' }],
      }),
      /No tool call found .* c\./,
    ],
    [
      JSON.stringify({
        model: 'm',
        input: [{ type: 'function_call', call_id: 'c', name: 'f', arguments: '' }],
      }),
      /No tool output found .* c\./,
    ],
    [
      JSON.stringify({ model: 'm', input: 'Hi', previous_response_id: 'resp_0' }),
      /'resp_0' not found/,
    ],
  ],
  leastTokens: 16,
};

interface Response {
  readonly id: string;
  readonly model: string;
  readonly status: string;
  readonly incomplete_details: { readonly reason: string } | null;
  readonly output: readonly {
    readonly type: string;
    readonly call_id: string;
    readonly name: string;
    readonly arguments: string;
    readonly content: readonly { readonly text?: string; readonly refusal?: string }[];
  }[];
  readonly usage: { readonly input_tokens: number; readonly output_tokens: number } | null;
}

interface Event {
  readonly type: string;
  readonly sequence_number: number;
  readonly response?: Response;
  readonly message?: string;
  readonly delta?: string;
  readonly output_index?: number;
  readonly item?: Response['output'][number];
}

function heard(response: Response, error: string | null): Heard {
  const { id, model, status, incomplete_details: details, output, usage } = response;
  const contents = output.flatMap(({ type, content }) => (type === 'message' ? content : []));
  const calls = output.flatMap((item): readonly ToolCall[] =>
    item.type === 'function_call'
      ? [{ id: item.call_id, name: item.name, arguments: item.arguments }]
      : [],
  );
  return {
    id,
    model,
    text: contents.map(({ text, refusal }) => text ?? refusal ?? '').join(''),
    isRefusal: contents.some(({ refusal }) => refusal !== undefined),
    calls,
    finish: details ? `${status} ${details.reason}` : status,
    inputTokens: usage?.input_tokens ?? 0,
    outputTokens: usage?.output_tokens ?? 0,
    error,
  };
}

/** Reads the deltas, and the end for the rest: both must say the same. */
function streamed(reply: Reply): Heard {
  const all = eventsIn(reply);
  const events = all.map(({ data }) => JSON.parse(data) as Event);
  for (const [index, { type, sequence_number: sequence }] of events.entries()) {
    if (type !== all[index]?.name) throw new Error(`${type} is named ${all[index]?.name}`);
    if (sequence !== index) throw new Error(`${type} is ${index}, but says ${sequence}`);
  }
  const deltas = (pattern: RegExp, at?: number) =>
    events
      .filter(
        (event) => pattern.test(event.type) && (at ?? event.output_index) === event.output_index,
      )
      .map(({ delta = '' }) => delta)
      .join('');
  const calls = events.flatMap(({ type, item, output_index: at }): readonly ToolCall[] =>
    type === 'response.output_item.added' && item?.type === 'function_call'
      ? [{ id: item.call_id, name: item.name, arguments: deltas(/arguments\.delta/, at) }]
      : [],
  );
  const error = events.find(({ type }) => type === 'error')?.message ?? null;
  const end = events.find(({ type }) => /\.(completed|incomplete|failed)$/.test(type))?.response;
  const last = heard(end ?? (events[0]?.response as Response), error);
  const finish = end ? last.finish : null;
  return { ...last, text: deltas(/(output_text|refusal)\.delta/), calls, finish };
}
