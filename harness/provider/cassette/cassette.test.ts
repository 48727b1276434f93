import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { cassetteSchema, type Cassette } from '../../model/cassette.ts';
import type { Incoming } from '../../model/call.ts';
import { redaction } from '../../model/redaction/redactor.ts';
import { textOf, wholeOf, type Reply } from '../../model/reply.ts';
import { isTurn } from '../../../faults/shared/turns.ts';
import { speakers } from '../dialects/speakers-fixture.ts';
import { provider, providerOf } from '../provider.ts';
import type { Asking } from '../source.ts';
import { standingClock, surroundings } from '../testing/rig.ts';
import { isStream } from '../testing/speaker.ts';
import { readCassette } from './read-cassette.ts';
import { openRecorder } from './recorder.ts';

const folder = mkdtempSync(join(tmpdir(), 'brownout-cassette-'));
afterAll(() => rm(folder, { recursive: true }));
const clock = standingClock();

/** A provider that stands for a real one: its replies, and what is recorded of them. */
async function recorded(
  upstream: (asking: Asking) => Reply,
  asks: readonly Incoming[],
): Promise<{ readonly text: string; readonly file: string; readonly cassette: Cassette }> {
  let text = '';
  const recorder = await openRecorder({
    before: { version: 1, entries: [] },
    redactor: redaction({ known: new Map(), names: [], patterns: [] })(),
    write: async (written) => void (text = written),
    onError: (error) => expect.unreachable(String(error)),
  });
  const source = async (asking: Asking) => recorder.onReply(asking, upstream(asking), 0);
  const point = providerOf({ script: [] }, source).open();
  for (const incoming of asks) await point.answer(incoming, surroundings(point, incoming, clock));
  await recorder.settled();
  const file = join(folder, `${Math.trunc(performance.now() * 1000)}.json`);
  writeFileSync(file, text);
  return { text, file, cassette: cassetteSchema.parse(JSON.parse(text)) };
}

async function replayed(file: string, incoming: Incoming, attempt = 1): Promise<Reply> {
  const point = provider({ cassette: file }).open();
  return await point.answer(incoming, surroundings(point, incoming, clock, attempt));
}

const call = { id: 'call_1', name: 'price', arguments: '{"city":"Rome"}' };
const reply = { say: 'Let me look.', call: { name: 'price', args: { city: 'Rome' } } };
const real = provider({ script: [{ reply }] }).open();
const upstream = ({ at }: Asking) => real.answer(at.call.incoming, at);
const saying =
  (text: string) =>
  async (asking: Asking): Promise<Reply> => {
    const point = provider({ script: () => text }).open();
    return point.answer(asking.at.call.incoming, asking.at);
  };

const talk = { model: 'm', user: 'To Rome', past: [], tools: ['price'], stream: false };

describe.each(Object.entries(speakers))('a cassette of %s', (_, speaker) => {
  test.each([false, true])(
    'says again what was said (streamed: %s), under new ids',
    async (stream) => {
      const incoming = speaker.ask({ ...talk, stream });
      const replies: Reply[] = [];
      const { file } = await recordedAsync(
        async (asking) => {
          const reply = await upstream(asking);
          replies.push(reply);
          return reply;
        },
        [incoming],
      );
      const again = await replayed(file, incoming);
      const [first] = replies;
      const [was, is] = [speaker.hear(first as Reply), speaker.hear(again)];
      expect(isStream(again)).toBe(isStream(first as Reply));
      expect(is).toMatchObject({ text: was.text, finish: was.finish, model: was.model });
      expect(is.calls.map(({ name, arguments: args }) => [name, args])).toEqual([
        [call.name, call.arguments],
      ]);
      if (!speaker.lacks['request-id']) expect(is.id).not.toBe(was.id);
      expect(is.calls[0]?.id).not.toBe(was.calls[0]?.id);
      expect(isTurn(again.meaning)).toBe(true);
      expect(again.frames).toHaveLength((first as Reply).frames.length);
      // The same delivery has the same ids, another attempt others.
      expect(textOf(await replayed(file, incoming))).toBe(textOf(again));
      expect(speaker.hear(await replayed(file, incoming, 2)).calls[0]?.id).not.toBe(
        is.calls[0]?.id,
      );
    },
  );

  test('knows the conversation by what is in it, and not by ids', async () => {
    const past = (id: string, results: readonly string[]) => [
      { turn: { text: '', toolCalls: [{ ...call, id }], finish: 'tool-calls' as const }, results },
    ];
    const asked = (id: string, result: string) =>
      speaker.ask({ ...talk, past: past(id, [result]) });
    const { file } = await recordedAsync(saying('Booked.'), [asked('call_11111111', '{"ok":1}')]);
    expect(speaker.hear(await replayed(file, asked('call_22222222', '{"ok":1}'))).text).toBe(
      'Booked.',
    );
    await expect(replayed(file, asked('call_11111111', '{"ok":2}'))).rejects.toThrow(
      /message 3 .*recorded .*"ok.*:1.*asked .*"ok.*:2/,
    );
    await expect(replayed(file, speaker.ask({ ...talk, tools: ['find'] }))).rejects.toThrow('find');
    const streamed = speaker.ask({
      ...talk,
      past: past('call_11111111', ['{"ok":1}']),
      stream: true,
    });
    await expect(replayed(file, streamed)).rejects.toThrow('stream: recorded false, asked true');
  });

  test.each([false, true])(
    'has no secrets, also where one is said in pieces (streamed: %s)',
    async (stream) => {
      const incoming = speaker.ask({ ...talk, user: `My key is ${secret}.`, stream });
      const withKey = {
        ...incoming,
        headers: { ...incoming.headers, authorization: `Bearer ${odd}`, 'x-api-key': odd },
      };
      const { text, file } = await recordedAsync(
        saying(`Yours: ${secret}, and ${odd}; that is all.`),
        [withKey],
      );
      expect(text).not.toContain(secret);
      expect(text).not.toContain(odd);
      expect(text).not.toContain(secret.slice(8, 20));
      const heard = speaker.hear(await replayed(file, incoming));
      expect(heard.text).toMatch(/^Yours: \[redacted:\w+\], and \[redacted:key\]; that is all\.$/);
    },
  );

  test('keeps the kind of an error', async () => {
    const incoming = speaker.ask(talk);
    const { file } = await recorded(
      ({ dialect, as }) => dialect.refuse({ status: 429 }, as),
      [incoming],
    );
    expect(speaker.refusal(await replayed(file, incoming)).kind).toBe(speaker.kinds[429]);
  });
});

const secret = 'sk-planted-key-0123456789abcdef';
const odd = 'odd.shape/0815-key';

async function recordedAsync(
  from: (asking: Asking) => Promise<Reply>,
  asks: readonly Incoming[],
): ReturnType<typeof recorded> {
  const said = new Map<Incoming, Reply>();
  const point = providerOf({ script: [] }, async (asking) => {
    const reply = await from(asking);
    said.set(asking.at.call.incoming, reply);
    return reply;
  }).open();
  for (const incoming of asks) await point.answer(incoming, surroundings(point, incoming, clock));
  return recorded(({ at }) => said.get(at.call.incoming) as Reply, asks);
}

const speaker = speakers['openai-chat'];

describe('takes', () => {
  test('are given by attempt, the last from then on', async () => {
    const incoming = speaker.ask(talk);
    let n = 0;
    const { file, cassette } = await recorded(
      ({ dialect, as }) =>
        (n += 1) === 1
          ? dialect.refuse({ status: 429, retryAfterMs: 1000 }, as)
          : dialect.refuse({ status: 503 }, as),
      [incoming, incoming],
    );
    expect(cassette.entries).toHaveLength(1);
    const statuses = [1, 2, 3].map(
      async (attempt) => (await replayed(file, incoming, attempt)).status,
    );
    expect(await Promise.all(statuses)).toEqual([429, 503, 503]);
    expect((await replayed(file, incoming)).headers).toMatchObject({ 'retry-after': '1' });
  });

  test('of a live stream have the times of its pieces, and none of a stream that breaks off', async () => {
    const incoming = speaker.ask({ ...talk, stream: true });
    const body = (end: Reply['end']) => {
      const pieces = ['data: {"a":1}\n\n', 'data: [DONE]\n\n'];
      const frames = pieces.map((data) => ({ afterMs: 40, data }));
      const bytes = async function* () {
        for (const piece of pieces) yield Buffer.from(piece);
      };
      const head = { status: 200, headers: { 'content-type': 'text/event-stream' } };
      const soFar = () => ({ ...head, frames, end });
      return { ...head, frames: [], end: 'done' as const, live: { pieces: bytes(), soFar } };
    };
    for (const [end, takes] of [
      ['done', 1],
      ['reset', 0],
    ] as const) {
      let text = '';
      const recorder = await openRecorder({
        before: { version: 1, entries: [] },
        redactor: redaction({ known: new Map(), names: [], patterns: [] })(),
        write: async (written) => void (text = written),
        onError: (error) => expect.unreachable(String(error)),
      });
      const source = async (asking: Asking) => recorder.onReply(asking, body(end), -60);
      const point = providerOf({ script: [] }, source).open();
      const reply = await point.answer(incoming, surroundings(point, incoming, clock));
      await wholeOf(reply);
      await recorder.settled();
      expect(recorder.takes()).toBe(takes);
      const { entries } = JSON.parse(text) as Cassette;
      if (takes > 0)
        expect(entries[0]?.takes[0]?.frames).toMatchObject([{ afterMs: 100 }, { afterMs: 40 }]);
      else expect(entries).toEqual([]);
    }
  });
});

test('of one request the first 100 replies are kept, and the others are counted', async () => {
  const recorder = await openRecorder({
    before: { version: 1, entries: [] },
    redactor: redaction({ known: new Map(), names: [], patterns: [] })(),
    write: async () => {},
    onError: (error) => expect.unreachable(String(error)),
  });
  const source = async (asking: Asking) => recorder.onReply(asking, await upstream(asking), 0);
  const point = providerOf({ script: [] }, source).open();
  const ask = async (user: string) => {
    const incoming = speakers['openai-chat'].ask({ ...talk, user });
    await point.answer(incoming, surroundings(point, incoming, clock));
  };
  for (let n = 0; n < 103; n += 1) await ask('To Rome');
  await ask('To Oslo');
  expect([recorder.takes(), recorder.leftOut()]).toEqual([101, 3]);
});

describe('a file that is no cassette', () => {
  test.each([
    ['', 'an empty file'],
    ['{"version":1,"entries":[{"key":', 'not JSON'],
    ['{"version":2,"entries":[]}', 'version 2'],
    ['{"entries":[]}', 'no version'],
    ['{"version":1}', 'another shape'],
    ['[]', 'another shape'],
  ])('%j is told of', (text, got) => {
    const file = join(folder, 'bad.json');
    writeFileSync(file, text);
    expect(() => provider({ cassette: file })).toThrow(got);
    expect(() => readCassette(file)).toThrow(
      expect.objectContaining({ code: 'bad-artifact' }) as Error,
    );
  });

  test('is one that is missing, or a folder', () => {
    expect(() => readCassette(join(folder, 'gone.json'))).toThrow('no such file');
    expect(() => readCassette(folder)).toThrow('no regular file');
  });

  test('cannot have limits, and something must be said', () => {
    const file = join(folder, 'empty.json');
    writeFileSync(file, '{"version":1,"entries":[]}');
    const limits = { requestsPerMinute: 1, tokensPerMinute: 1 };
    expect(() => provider({ cassette: file, limits })).toThrow('without `limits`');
    expect(() => provider({})).toThrow('`cassette`');
  });
});
