import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorFrame } from '../../../faults/index.ts';
import { framesOf } from '../../../faults/shared/frames.ts';
import { rewrittenBy } from '../../../faults/testing/samples.ts';
import type { Failure, Reply } from '../../model/reply.ts';
import { finishes, type Turn } from '../../model/turn.ts';
import { provider, type ProviderOptions } from '../provider.ts';
import type { Script } from '../script.ts';
import { standingClock, surroundings } from '../testing/rig.ts';
import type { Lack, Speaker, Talk } from '../testing/speaker.ts';
import { dialects, type DialectName } from './index.ts';
import { speakers } from './speakers-fixture.ts';

const talk: Talk = {
  model: 'm-1',
  user: 'What does Rome cost?',
  past: [],
  tools: [],
  stream: false,
};
const script: Script = [
  { when: { after: 'price' }, reply: (past) => `It costs ${String(past.result('price'))} €.` },
  { when: { offered: 'price' }, reply: { call: { name: 'price', args: { city: 'Rome' } } } },
  { reply: 'I do not know, caffè?' },
];
const call = (nth: number, args = '{"city":"Rome"}') => ({
  id: `call_${nth}`,
  name: 'price',
  arguments: args,
});
const calling: Turn = { text: '', toolCalls: [call(1)], finish: 'tool-calls' };

function open(speaker: Speaker, options: Partial<ProviderOptions> = {}) {
  const point = provider({ script, ...options }).open();
  const clock = standingClock();
  const at = (asked: Talk, attempt = 1, seed = 1) =>
    surroundings(point, speaker.ask(asked), clock, attempt, seed);
  const ask = (asked: Talk = talk, attempt = 1, seed = 1) => {
    const place = at(asked, attempt, seed);
    return point.answer(place.call.incoming, place);
  };
  const say = (turn: unknown, asked: Talk = talk) => point.render(turn, at(asked));
  const send = (incoming: ReturnType<Speaker['ask']>) =>
    point.answer(incoming, surroundings(point, incoming, clock));
  const fail = (failure: Omit<Extract<Failure, { kind: 'status' }>, 'kind'>) =>
    point.fail({ kind: 'status', ...failure }, at(talk));
  return { point, clock, at, ask, say, send, fail };
}

describe.each(Object.entries(speakers))('%s', (name, speaker) => {
  const lacks = (part: Lack) => speaker.lacks[part] !== undefined;
  /** The title of a test, with the reason where the wire cannot pass it. */
  const titled = (title: string, part: Lack) =>
    lacks(part) ? `${title} (skipped: ${speaker.lacks[part]})` : title;
  const stream = { ...talk, stream: true };

  it('has its requests, among those of all dialects and under any version', () => {
    const asked = speaker.ask(talk);
    const paths = ['/v1', '/v1beta', '/v1/v1', ''].map((to) =>
      asked.path.replace(/^\/v1(beta)?/, to),
    );
    for (const path of paths) {
      const speaking = (Object.keys(dialects) as DialectName[]).filter((other) =>
        dialects[other].speaks?.({ ...asked, path }),
      );
      expect([path, speaking]).toEqual([path, [name]]);
      expect(dialects[name as DialectName].receive({ ...asked, path }).kind).toBe('chat');
    }
  });

  it('composes from the results of tools, streamed or not', async () => {
    const { ask } = open(speaker);
    for (const asked of [talk, stream]) {
      const tools = ['price'];
      const first = speaker.hear(await ask({ ...asked, tools }));
      expect(first).toMatchObject({ text: '', finish: speaker.finishes['tool-calls'] });
      expect(first.calls.map((one) => [one.name, JSON.parse(one.arguments)])).toEqual([
        ['price', { city: 'Rome' }],
      ]);
      const past = [{ turn: { ...calling, toolCalls: first.calls }, results: ['480'] }];
      const last = speaker.hear(await ask({ ...asked, tools, past }));
      expect(last).toMatchObject({ text: 'It costs 480 €.', finish: speaker.finishes.stop });
    }
  });

  it('reads who said what', async () => {
    const says = (past: Parameters<Extract<Script, (past: never) => unknown>>[0]) =>
      JSON.stringify([
        past.told,
        past.user,
        past.turn,
        past.tools,
        past.model,
        past.toolResults.length,
      ]);
    const { ask } = open(speaker, { script: says });
    const past = [{ turn: { ...calling, text: 'Hm.' }, results: ['{"a":1}'] }];
    const asked = { ...talk, system: 'Be kind.', tools: ['price', 'find'], past };
    expect(JSON.parse(speaker.hear(await ask(asked)).text)).toEqual([
      'Be kind.',
      talk.user,
      1,
      ['price', 'find'],
      'm-1',
      1,
    ]);
  });

  it('says in a stream what it says in JSON, whatever the turn', () => {
    const { say } = open(speaker);
    const signs = fc.constantFrom(
      'a',
      'b',
      ' ',
      '\n',
      '\r',
      '"',
      '\\',
      'é',
      '€',
      '𝄞',
      '\u0000',
      '\u2028',
    );
    const word = fc.string({ unit: signs, maxLength: 40 });
    const given = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { maxKeys: 3 });
    const turns = fc.record({
      text: word,
      toolCalls: fc.array(
        fc.record({
          name: fc.stringMatching(/^[a-z]{1,9}$/),
          arguments: given.map((it) => JSON.stringify(it)),
        }),
        { maxLength: 3 },
      ),
    });
    const same = fc.property(turns, (turn) => {
      const [json, streamed] = [talk, stream].map((asked) => speaker.hear(say(turn, asked)));
      expect(json?.text).toBe(turn.text);
      const heard = (one: typeof json) =>
        one?.calls.map((its) => [its.name, JSON.parse(its.arguments) as unknown]);
      expect(heard(json)).toEqual(
        turn.toolCalls.map((its) => [its.name, JSON.parse(its.arguments)]),
      );
      expect(heard(streamed)).toEqual(heard(json));
      expect(streamed).toEqual({ ...json, calls: streamed?.calls });
    });
    fc.assert(same, { seed: 3, numRuns: 40 });
  });

  it.skipIf(lacks('broken-arguments'))(
    titled('carries arguments that break off', 'broken-arguments'),
    () => {
      const { say } = open(speaker);
      const cut: Turn = { text: '', toolCalls: [call(1, '{"city":"Ro')], finish: 'length' };
      expect(speaker.hear(say(cut, stream)).calls[0]?.arguments).toBe('{"city":"Ro');
    },
  );

  it.skipIf(lacks('call-ids'))(titled('carries the ids of calls as they are', 'call-ids'), () => {
    const { say } = open(speaker);
    const twice: Turn = { ...calling, toolCalls: [call(1), call(1)] };
    for (const asked of [talk, stream]) {
      expect(speaker.hear(say(twice, asked)).calls.map(({ id }) => id)).toEqual([
        'call_1',
        'call_1',
      ]);
    }
  });

  it.each(finishes)('ends a turn with %s in its own words', (finish) => {
    const { say } = open(speaker);
    const turn: Turn =
      finish === 'tool-calls' ? calling : { text: 'I will.', toolCalls: [], finish };
    for (const asked of [talk, stream]) {
      expect(speaker.hear(say(turn, asked)).finish).toBe(speaker.finishes[finish]);
    }
  });

  it('has new ids in each delivery, the same for the same seed', async () => {
    const heard = async (attempt: number, seed: number) =>
      speaker.hear(await open(speaker).ask({ ...talk, tools: ['price'] }, attempt, seed));
    const all = [await heard(1, 1), await heard(2, 1), await heard(1, 2)];
    expect(new Set(all.map(({ id }) => id)).size).toBe(3);
    if (speaker.lacks['call-ids'] === undefined) {
      expect(new Set(all.map(({ calls }) => calls[0]?.id)).size).toBe(3);
    }
    expect(await heard(1, 1)).toEqual(all[0]);
  });

  it('names a turn by what the model sees: not by ids or streaming', () => {
    const { point } = open(speaker);
    const past = (id: string) => [
      { turn: { ...calling, toolCalls: [{ ...call(1), id }] }, results: ['480'] },
    ];
    const op = (asked: Talk) => point.read(speaker.ask(asked)).op;
    const asked = { ...talk, tools: ['price'], past: past('call_a') };
    expect(op(asked)).toMatch(/^turn 2#\w{6}$/);
    expect(op({ ...asked, past: past('call_b'), stream: true })).toBe(op(asked));
    const others = [{ model: 'm-2' }, { user: 'Hm?' }, { tools: ['find'] }, { past: [] }];
    expect(new Set([asked, ...others.map((one) => ({ ...asked, ...one }))].map(op)).size).toBe(5);
    expect(point.read(speaker.ask(asked))).toMatchObject({
      label: 'chat',
      safe: true,
      chat: { turn: 2, model: 'm-1', tools: ['price', 'price'] },
    });
  });

  it('keeps the pace, and has one event a frame', async () => {
    const { ask } = open(speaker, { pace: { first: 300, gap: 20 }, script: [{ reply: 'a b c' }] });
    const total = ({ frames }: Reply) => frames.reduce((sum, { afterMs }) => sum + afterMs, 0);
    const streamed = await ask(stream);
    expect(total(await ask())).toBe(total(streamed));
    // Three words: the first may be the first frame, or come after it.
    expect([340, 360]).toContain(total(streamed));
    expect(streamed.frames[0]?.afterMs).toBe(300);
    expect(framesOf(streamed)).toEqual(streamed.frames);
  });

  it('bills what it charges, and states what it is told to', async () => {
    const { ask, say } = open(speaker);
    const reply = await ask();
    const heard = speaker.hear(reply);
    expect(heard.inputTokens + heard.outputTokens).toBe(reply.tokens);
    const named = (model: string) => (lacks('model') ? '' : model);
    expect([heard.outputTokens, heard.model]).toEqual([reply.outputTokens, named('m-1')]);
    for (const asked of [talk, stream]) {
      const said = say({ text: 'Hello there.', stated: { model: 'm-2', usage: 3 } }, asked);
      const { inputTokens, outputTokens, model } = speaker.hear(said);
      expect([inputTokens + outputTokens, model]).toEqual([3 * (said.tokens ?? 0), named('m-2')]);
    }
  });

  it('cuts a turn to its most tokens', async () => {
    const { ask } = open(speaker, { script: [{ reply: 'Hello. '.repeat(30) }] });
    const heard = speaker.hear(await ask({ ...talk, maxTokens: speaker.leastTokens }));
    expect(heard.finish).toBe(speaker.finishes.length);
    expect(heard.text).toHaveLength(4 * speaker.leastTokens);
  });

  it.skipIf(lacks('end'))(
    titled('tells a stream that was cut from a whole one', 'end'),
    async () => {
      const reply = await open(speaker).ask(stream);
      for (let kept = 1; kept < reply.frames.length; kept += 1) {
        expect(speaker.hear({ ...reply, frames: reply.frames.slice(0, kept) }).finish).toBeNull();
      }
    },
  );

  it('words an error in mid-stream', async () => {
    const struck = rewrittenBy(errorFrame({ at: 3 }), await open(speaker).ask(stream));
    expect(speaker.hear(struck)).toMatchObject({
      error: expect.stringMatching(/\w/),
      finish: null,
    });
  });

  it.each(Object.entries(speaker.kinds))('words the status %s as %s', (status, kind) => {
    const reply = open(speaker).fail({ status: Number(status) });
    expect(reply).toMatchObject({ status: Number(status) });
    expect(reply.headers['content-type']).toMatch(/json/);
    const refusal = speaker.refusal(reply);
    expect(refusal).toMatchObject({ kind, message: expect.stringMatching(/\w/), waitMs: null });
    expect(refusal.message).not.toMatch(/undefined|try again in/);
  });

  it('asks for a wait where it has one', () => {
    const reply = open(speaker).fail({ status: 429, retryAfterMs: 9000 });
    expect(speaker.refusal(reply)).toMatchObject({ kind: speaker.kinds[429], waitMs: 9000 });
  });

  it('never asks to wait for money', () => {
    const reply = open(speaker).fail({ status: 429, code: 'insufficient_quota' });
    const { waitMs, message } = speaker.refusal(reply);
    expect([reply.status, waitMs]).toEqual([429, null]);
    expect(message).toMatch(speaker.words?.money ?? /quota|spend|billing|credit/i);
  });

  it.each(speaker.bad)('refuses %s', async (body, words) => {
    const { send } = open(speaker);
    const reply = await send({ ...speaker.ask(talk), body });
    expect([reply.status, speaker.refusal(reply).kind]).toEqual([400, speaker.kinds[400]]);
    expect(speaker.refusal(reply).message).toMatch(words);
  });

  it('answers any JSON, and refuses what is wrong with 400', async () => {
    const { send } = open(speaker);
    const past = [{ turn: calling, results: ['480'] }];
    const whole = JSON.parse(
      speaker.ask({ ...talk, system: 'x', tools: ['price'], past }).body,
    ) as unknown;
    const odd = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(null, '', [], {}, [null], 1.5),
    );
    const bodies = fc.record({ path: fc.array(fc.nat(9), { maxLength: 6 }), odd });
    const answered = fc.asyncProperty(bodies, async ({ path, odd: value }) => {
      const body = JSON.stringify(replaced(whole, path, value));
      const { status } = await send({ ...speaker.ask(talk), body });
      expect([200, 400, 404]).toContain(status);
    });
    await fc.assert(answered, { seed: 5, numRuns: 400 });
  });

  it('refuses more tokens than the model takes', async () => {
    const { ask } = open(speaker, { contextTokens: 60 });
    expect((await ask()).status).toBe(200);
    const long = await ask({ ...talk, user: 'x'.repeat(400) });
    expect(long.status).toBe(400);
    const words = speaker.words?.['too-long'] ?? /\b1\d\d\b.*\b60\b|\b60\b.*\b1\d\d\b/;
    expect(speaker.refusal(long).message).toMatch(words);
  });

  it('refuses a model that it does not serve', async () => {
    const reply = await open(speaker, { models: ['m-2'] }).ask();
    const status = lacks('no-such-model') ? 400 : 404;
    expect([reply.status, speaker.refusal(reply).kind]).toEqual([status, speaker.kinds[status]]);
    expect(speaker.refusal(reply).message).toMatch(speaker.words?.['no-such-model'] ?? /m-1/);
  });

  it('rejects what is over the limit, and says when to come back', async () => {
    const { ask, clock } = open(speaker, {
      limits: { requestsPerMinute: 2, tokensPerMinute: 1e6 },
    });
    const replies = [await ask(), await ask(), await ask()];
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 429]);
    const last = replies[2] as Reply;
    const waitMs = lacks('wait') ? null : 30_000;
    expect(speaker.refusal(last)).toMatchObject({ kind: speaker.kinds[429], waitMs });
    clock.set(30_000);
    expect((await ask()).status).toBe(200);
  });

  it.skipIf(lacks('limits'))(
    titled('states what is left of the limit in every reply', 'limits'),
    async () => {
      const { ask } = open(speaker, { limits: { requestsPerMinute: 2, tokensPerMinute: 1e6 } });
      const replies = [await ask(), await ask(stream), await ask()];
      expect(replies.map((reply) => speaker.requestsLeft?.(reply))).toEqual([1, 0, 0]);
    },
  );

  it.skipIf(lacks('request-id'))(
    titled('has the id of the request in every reply', 'request-id'),
    async () => {
      const { ask, fail } = open(speaker);
      for (const reply of [await ask(), await ask(stream), fail({ status: 500 })]) {
        expect(reply.headers[speaker.idHeader ?? '']).toMatch(/^req_\w+$/);
      }
    },
  );

  it('lists its models', async () => {
    const { send } = open(speaker, { models: ['small', 'large'] });
    const list = JSON.stringify((await send(speaker.models)).meaning);
    expect(list).toMatch(/small.*large/);
  });
});

/** The value with another one at a place: the nth member of the nth member, and so on. */
function replaced(value: unknown, [first, ...rest]: readonly number[], by: unknown): unknown {
  if (first === undefined || typeof value !== 'object' || value === null) return by;
  const names = Object.keys(value);
  const name = names[first % Math.max(1, names.length)];
  if (name === undefined) return by;
  const inner = replaced(value[name as keyof typeof value], rest, by);
  if (!Array.isArray(value)) return { ...value, [name]: inner };
  return value.map((one: unknown, nth) => (String(nth) === name ? inner : one));
}
