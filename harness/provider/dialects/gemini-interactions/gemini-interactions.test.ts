import { GoogleGenAI, type Interactions } from '@google/genai';
import { describe, expect, it } from 'vitest';
import { errorFrame } from '../../../../faults/index.ts';
import { rewrittenBy } from '../../../../faults/testing/samples.ts';
import type { Reply } from '../../../model/reply.ts';
import { provider, type ProviderOptions } from '../../provider.ts';
import type { Script } from '../../script.ts';
import { rig, standingClock, surroundings, type RigCall } from '../../testing/rig.ts';
import { jsonOf, posted } from '../../testing/speaker.ts';

const script: Script = [
  {
    when: { after: 'price' },
    reply: (past) => JSON.stringify(past.toolResults.map(({ tool, value }) => [tool, value])),
  },
  {
    when: { offered: 'price' },
    reply: {
      say: 'Let me look.',
      call: ['Rome', 'Oslo'].map((city) => ({ name: 'price', args: { city } })),
    },
  },
  { when: { told: 'haiku' }, reply: { think: 'Five, seven.', say: 'An old pond' } },
  {
    reply: (past) =>
      JSON.stringify([past.told, past.messages.map(({ role, text }) => `${role}: ${text}`)]),
  },
];
const model = 'gemini-3-flash';
const tools: Interactions.Tool[] = [{ type: 'function', name: 'price', parameters: {} }];

type Asked = Omit<Interactions.CreateModelInteractionParamsNonStreaming, 'model' | 'stream'>;

function open(
  options: Partial<ProviderOptions> = {},
  strike?: (call: RigCall) => Promise<Reply> | Reply,
) {
  const rigged = rig(provider({ script, ...options }), strike);
  const httpOptions = { baseUrl: 'http://model.invalid', fetch: rigged.fetch };
  const { interactions } = new GoogleGenAI({ apiKey: 'test', httpOptions });
  const once = { maxRetries: 0 };
  return {
    ...rigged,
    ask: (asked: Asked) => interactions.create({ model, ...asked }, once),
    stream: async (asked: Asked) => {
      const events: Interactions.InteractionSSEEvent[] = [];
      const stream = await interactions.create({ model, ...asked, stream: true }, once);
      for await (const event of stream) events.push(event);
      return events;
    },
  };
}

/** The deltas of one type, joined by step. */
function joined(events: readonly Interactions.InteractionSSEEvent[]): readonly string[] {
  const steps: string[] = [];
  for (const event of events) {
    if (event.event_type !== 'step.delta') continue;
    const { delta, index } = event;
    const piece =
      delta.type === 'text' ? delta.text : delta.type === 'arguments_delta' ? delta.arguments : '';
    steps[index] = (steps[index] ?? '') + (piece ?? '');
  }
  return steps;
}

const results = (calls: readonly { readonly id: string }[]): Interactions.Step[] =>
  calls.map(({ id }, nth) => ({ type: 'function_result', call_id: id, result: `${nth + 1}00` }));
const isCall = (step: Interactions.Step) => step.type === 'function_call';

describe("the interactions of Google's client", () => {
  it('call several tools and answer from their results, by id or with the whole conversation', async () => {
    const { ask } = open();
    const first = await ask({ input: 'Prices?', tools });
    expect(first).toMatchObject({ status: 'requires_action', output_text: 'Let me look.', model });
    const calls = first.steps.filter(isCall);
    expect(calls).toMatchObject([
      { name: 'price', arguments: { city: 'Rome' } },
      { name: 'price', arguments: { city: 'Oslo' } },
    ]);
    const answered = [
      ['price', 100],
      ['price', 200],
    ];
    const previous_interaction_id = first.id;
    const kept = await ask({ previous_interaction_id, tools, input: results(calls) });
    expect(kept).toMatchObject({ status: 'completed', previous_interaction_id });
    expect(JSON.parse(kept.output_text ?? '')).toEqual(answered);
    const user = {
      type: 'user_input' as const,
      content: [{ type: 'text' as const, text: 'Prices?' }],
    };
    const whole = await ask({ tools, input: [user, ...first.steps, ...results(calls)] });
    expect(JSON.parse(whole.output_text ?? '')).toEqual(answered);
    expect(whole.usage).toEqual(kept.usage);
  });

  it('stream the same as events with names, and continue a stream', async () => {
    const { stream } = open();
    const events = await stream({ input: 'Prices?', tools });
    expect(
      events.map(({ event_type: type }) => type).filter((type) => type !== 'step.delta'),
    ).toEqual([
      'interaction.created',
      'interaction.status_update',
      'step.start',
      'step.stop',
      'step.start',
      'step.stop',
      'step.start',
      'step.stop',
      'interaction.completed',
    ]);
    expect(joined(events)).toEqual(['Let me look.', '{"city":"Rome"}', '{"city":"Oslo"}']);
    const [begun] = events;
    const id = begun?.event_type === 'interaction.created' ? begun.interaction.id : '';
    const calls = events.flatMap((event) =>
      event.event_type === 'step.start' && event.step.type === 'function_call' ? [event.step] : [],
    );
    expect(calls.map((call) => call.arguments)).toEqual([{}, {}]);
    expect(events.at(-1)).toMatchObject({ interaction: { id, status: 'requires_action', model } });
    const last = await stream({ previous_interaction_id: id, tools, input: results(calls) });
    expect(joined(last)).toEqual(['[["price",100],["price",200]]']);
  });

  it('keep a conversation, with instructions of its own each time', async () => {
    const { ask } = open();
    const first = await ask({ input: 'Hi', system_instruction: 'Be kind.' });
    const previous_interaction_id = first.id;
    const texts = ['And', ' now?'].map((text) => ({ type: 'text' as const, text }));
    const second = await ask({ input: texts, previous_interaction_id });
    expect(JSON.parse(second.output_text ?? '')).toEqual([
      '',
      ['user: Hi', `assistant: ${first.output_text}`, 'user: And now?'],
    ]);
  });

  it('keep nothing with store: false, nor in another run', async () => {
    const { ask } = open();
    expect((await ask({ input: 'Hi', store: false })).id).toBe('');
    const { id: previous_interaction_id } = await ask({ input: 'Hi' });
    await expect(open().ask({ input: 'More', previous_interaction_id })).rejects.toMatchObject({
      status: 404,
      message: expect.stringContaining(previous_interaction_id),
    });
  });

  it('show thoughts where a summary is asked for, and count them in any case', async () => {
    const { ask, stream } = open();
    const asked = { input: 'Hi', system_instruction: 'A haiku.' };
    const hidden = await ask(asked);
    expect(hidden.steps).toMatchObject([{ type: 'thought' }, { type: 'model_output' }]);
    expect(hidden.steps[0]).not.toHaveProperty('summary');
    expect(hidden.usage).toMatchObject({ total_thought_tokens: 3, total_output_tokens: 3 });
    const shown = { ...asked, generation_config: { thinking_summaries: 'auto' } };
    const summary = [{ type: 'text', text: 'Five, seven.' }];
    const { steps } = await ask(shown);
    expect(steps[0]).toMatchObject({ type: 'thought', summary, signature: expect.any(String) });
    const deltas = (await stream(shown)).flatMap((event) =>
      event.event_type === 'step.delta' && event.index === 0 ? [event.delta.type] : [],
    );
    expect(deltas).toEqual(['thought_summary', 'thought_summary', 'thought_signature']);
  });

  it('hear of errors in the words of the API', async () => {
    const failed = (status: number, code: string) => ({ status, error: { error: { code } } });
    await expect(open({ models: ['other'] }).ask({ input: 'Hi' })).rejects.toMatchObject(
      failed(404, 'model_not_found'),
    );
    const { ask } = open({ limits: { requestsPerMinute: 1, tokensPerMinute: 1e6 } });
    await ask({ input: 'Hi' });
    await expect(ask({ input: 'Hi' })).rejects.toMatchObject(failed(429, 'rate_limit_exceeded'));
  });

  it('hear of an error in mid-stream as an event, which nothing throws', async () => {
    const { stream } = open({}, async ({ answer }) =>
      rewrittenBy(errorFrame({ at: 4 }), await answer()),
    );
    const events = await stream({ input: 'Hi' });
    expect(events.at(-1)).toMatchObject({
      event_type: 'error',
      error: { code: 'service_unavailable', message: expect.stringMatching(/overloaded/) },
    });
  });
});

describe('a request', () => {
  const point = provider({ script, dialect: 'gemini-interactions' }).open();
  const asking = (body: object) => {
    const incoming = posted('/v1beta/interactions', { model, input: 'Hi', ...body });
    return surroundings(point, incoming, standingClock());
  };

  it('names a turn as the whole conversation would', async () => {
    const at = asking({});
    const { id } = jsonOf(await point.answer(at.call.incoming, at)) as { id: string };
    const said = jsonOf(point.render('Hm.', at)) as { steps: object[] };
    const more = { type: 'user_input', content: 'More' };
    const op = (body: object) => point.read(asking(body).call.incoming).op;
    const whole = [{ type: 'user_input', content: 'Hi' }, ...said.steps, more];
    expect(op({ previous_interaction_id: id, input: [more] })).toBe(op({ input: whole }));
  });

  it.each([
    ['text', '480'],
    ['contents', [{ type: 'text', text: '480' }]],
    ['contents in an object', { content: [{ type: 'text', text: '480' }] }],
  ])('may have the result of a tool as %s', async (_, result) => {
    const call = { type: 'function_call', id: 'c', name: 'price', arguments: {} };
    const at = asking({ input: [call, { type: 'function_result', call_id: 'c', result }] });
    const reply = await point.answer(at.call.incoming, at);
    expect(reply.meaning).toMatchObject({ text: '[["price",480]]' });
  });

  it.each(['messages', 'contents', 'temperature'])('with %s is refused', async (name) => {
    const at = asking({ [name]: [] });
    const reply = await point.answer(at.call.incoming, at);
    expect([reply.status, jsonOf(reply)]).toEqual([
      400,
      { error: { code: 'parameter_unknown', message: `Unknown parameter '${name}'.` } },
    ]);
  });

  it('for an interaction that was kept is refused: nothing reads, cancels or deletes one', async () => {
    for (const [method, path] of [
      ['GET', '/v1beta/interactions/v1_x'],
      ['DELETE', '/v1beta/interactions/v1_x'],
      ['POST', '/v1beta/interactions/v1_x/cancel'],
    ] as const) {
      const incoming = { ...posted(path, {}), method };
      const reply = await point.answer(incoming, surroundings(point, incoming, standingClock()));
      expect([reply.status, jsonOf(reply)]).toMatchObject([404, { error: { code: 'not_found' } }]);
    }
  });
});

it('of a call whose arguments break off JSON has nothing, and a stream what there is', () => {
  const point = provider({ script: [] }).open();
  const say = (stream: boolean, finish: string) => {
    const incoming = posted('/v1beta/interactions', { model, input: 'Hi', stream });
    const toolCalls = [{ id: 'c', name: 'price', arguments: '{"city":"Ro' }];
    return point.render({ toolCalls, finish }, surroundings(point, incoming, standingClock()));
  };
  expect(jsonOf(say(false, 'length'))).toMatchObject({ status: 'incomplete', steps: [] });
  expect(jsonOf(say(false, 'tool-calls'))).toMatchObject({
    status: 'failed',
    errors: [{ code: 'malformed_function_call' }],
    steps: [],
  });
  const streamed = say(true, 'tool-calls')
    .frames.map(({ data }) => String(data))
    .join('');
  expect(streamed).toContain('{\\"city\\":\\"Ro');
});
