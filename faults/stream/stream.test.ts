import { describe, expect, test } from 'vitest';
import { textOf, type Reply } from '../../harness/model/reply.ts';
import { chatStream, messageStream, rewrittenBy, searchReply } from '../testing/samples.ts';
import { badFrame } from './bad-frame.ts';
import { cleanCut, finCut, resetCut, stall } from './cuts.ts';
import { errorFrame } from './error-frame.ts';
import { slowFirstToken } from './slow-first-token.ts';
import { slowTokens } from './slow-tokens.ts';

const waits = (reply: Reply) => reply.frames.map(({ afterMs }) => afterMs);
const bodies = (reply: Reply) => reply.frames.map(({ data }) => data);
const empty: Reply = { ...searchReply, status: 204, frames: [] };

describe('slowness keeps every byte and the meaning', () => {
  test('slow-first-token delays the first frame only, also of a single one', () => {
    const late = rewrittenBy(slowFirstToken({ ms: 700 }), chatStream);
    expect(waits(late)).toEqual([1_000, 10, 10, 10, 0]);
    expect({ ...late, frames: chatStream.frames }).toEqual(chatStream);
    expect(bodies(late)).toEqual(bodies(chatStream));
    expect(waits(rewrittenBy(slowFirstToken({ ms: 700 }), searchReply))).toEqual([700]);
  });

  test('slow-tokens delays all but the first, and leaves a single one alone', () => {
    const late = rewrittenBy(slowTokens({ gapMs: 50 }), chatStream);
    expect(waits(late)).toEqual([300, 60, 60, 60, 50]);
    expect(late.meaning).toEqual(chatStream.meaning);
    expect(rewrittenBy(slowTokens(), searchReply)).toBe(searchReply);
  });

  test('events sent in one piece are told apart first', () => {
    const late = rewrittenBy(slowTokens({ gapMs: 50 }), messageStream);
    expect(waits(late)).toEqual([20, 50, 50]);
    expect(textOf(late)).toBe(textOf(messageStream));
  });
});

describe.each([
  ['stall', stall, 'stall'],
  ['fin-cut', finCut, 'fin'],
  ['reset-cut', resetCut, 'reset'],
] as const)('%s', (_, cut, end) => {
  test('breaks a stream off after so many frames', () => {
    const { meaning: _gone, ...rest } = chatStream;
    expect(rewrittenBy(cut(), chatStream)).toEqual({
      ...rest,
      frames: chatStream.frames.slice(0, 2),
      end,
    });
    expect(rewrittenBy(cut({ afterFrames: 0 }), chatStream).frames).toEqual([]);
  });

  test('takes at least the last frame', () => {
    const cutLate = rewrittenBy(cut({ afterFrames: 99 }), chatStream);
    expect(cutLate.frames).toEqual(chatStream.frames.slice(0, 4));
  });

  test('breaks a single frame off at half, with the length it had promised', () => {
    const half = rewrittenBy(cut(), searchReply);
    const text = textOf(searchReply);
    expect(half).toMatchObject({ end, headers: searchReply.headers });
    expect(textOf(half)).toBe(text.slice(0, Math.floor(text.length / 2)));
    expect(half).not.toHaveProperty('meaning');
  });

  test('breaks off after a share, of frames or of a single one', () => {
    expect(cut({ keep: 0.5 }).params).toEqual({ keep: 0.5 });
    const late = rewrittenBy(cut({ keep: 0.9 }), chatStream);
    expect(late.frames).toEqual(chatStream.frames.slice(0, 4));
    const text = textOf(searchReply);
    const most = Math.floor(text.length * 0.9);
    expect(textOf(rewrittenBy(cut({ keep: 0.9 }), searchReply))).toBe(text.slice(0, most));
  });

  test('leaves a reply without a body alone', () => {
    expect(rewrittenBy(cut(), empty)).toBe(empty);
  });
});

describe('clean-cut', () => {
  test('ends as if that were all, without the terminator', () => {
    const cut = rewrittenBy(cleanCut({ afterFrames: 3 }), chatStream);
    expect(cut.end).toBe('done');
    expect(textOf(cut)).toContain('world');
    expect(textOf(cut)).not.toContain('[DONE]');
    expect(textOf(rewrittenBy(cleanCut({ afterFrames: 99 }), chatStream))).not.toContain('[DONE]');
    expect(cut).not.toHaveProperty('meaning');
  });

  test('leaves a single frame alone', () => {
    expect(rewrittenBy(cleanCut(), searchReply)).toBe(searchReply);
  });
});

describe('bad-frame', () => {
  test('breaks the JSON of one event and sends the others as they are', () => {
    const bad = bodies(rewrittenBy(badFrame({ at: 2 }), chatStream));
    expect(bad.toSpliced(2, 1)).toEqual(bodies(chatStream).toSpliced(2, 1));
    const [, json = ''] = /^data: (.*)\n\n$/.exec(String(bad[2])) ?? [];
    expect(json).toMatch(/^\{"id":/);
    expect(() => JSON.parse(json)).toThrow(SyntaxError);
  });

  test('keeps the name of the event, and breaks the last one of a short stream', () => {
    const bad = bodies(rewrittenBy(badFrame({ at: 9 }), messageStream));
    expect(bad[2]).toBe('event: message_stop\ndata: {"type":"me\n\n');
  });

  test('breaks what half of it would leave whole', () => {
    const one = { ...chatStream, frames: [{ afterMs: 0, data: 'data: 1234\n\n' }] };
    expect(textOf(rewrittenBy(badFrame(), one))).toBe('data: {"12\n\n');
  });

  test('leaves alone what is no event stream, or holds no data', () => {
    expect(rewrittenBy(badFrame(), searchReply)).toBe(searchReply);
    const pings = { ...chatStream, frames: [{ afterMs: 0, data: ': ping\n\n' }] };
    expect(rewrittenBy(badFrame(), pings)).toBe(pings);
  });
});

describe('error-frame', () => {
  test('sends an error in place of the rest, as Chat Completions words it', () => {
    const failing = rewrittenBy(errorFrame({ at: 1 }), chatStream);
    expect(bodies(failing)).toEqual([
      chatStream.frames[0]!.data,
      'data: {"error":{"message":"The server had an error while processing your request.",' +
        '"type":"server_error","param":null,"code":null}}\n\n',
    ]);
    expect(failing.end).toBe('done');
    expect(failing).not.toHaveProperty('meaning');
  });

  test('words it as Anthropic does in a stream of named events', () => {
    expect(bodies(rewrittenBy(errorFrame({ at: 1 }), messageStream)).at(-1)).toBe(
      'event: error\ndata: {"type":"error",' +
        '"error":{"type":"overloaded_error","message":"Overloaded"}}\n\n',
    );
  });

  test('numbers it as the Responses API does', () => {
    const frames = [0, 1, 2].map((n) => ({
      afterMs: 0,
      data: `event: response.created\ndata: {"type":"x","sequence_number":${n}}\n\n`,
    }));
    const failing = rewrittenBy(errorFrame({ at: 2 }), { ...chatStream, frames });
    expect(bodies(failing).at(-1)).toMatch(/^event: error\ndata: .*"sequence_number":2\}\n\n$/);
  });

  test('words it as Gemini does', () => {
    const chunk = { candidates: [{ content: { role: 'model', parts: [{ text: 'Hi' }] } }] };
    const data = `data: ${JSON.stringify(chunk)}\r\n\r\n`;
    const frames = [data, data].map((one) => ({ afterMs: 0, data: one }));
    const failing = rewrittenBy(errorFrame({ at: 1 }), { ...chatStream, frames });
    expect(bodies(failing).at(-1)).toMatch(
      /^data: \{"error":\{"code":503,.*"UNAVAILABLE"\}\}\n\n$/,
    );
  });

  test.each(['event: step.delta\n', ''])("words it as Gemini's Interactions do: %j", (name) => {
    const frames = [0, 1, 2].map((index) => ({
      afterMs: 0,
      data: `${name}data: {"index":${index},"event_type":"step.delta"}\n\n`,
    }));
    const failing = rewrittenBy(errorFrame({ at: 2 }), { ...chatStream, frames });
    expect(bodies(failing).at(-1)).toMatch(
      /^event: error\ndata: \{"error":\{.*"code":"service_unavailable"\},"event_type":"error"\}\n\n$/,
    );
  });

  test('leaves alone what is no event stream', () => {
    expect(rewrittenBy(errorFrame(), searchReply)).toBe(searchReply);
    expect(rewrittenBy(errorFrame(), empty)).toBe(empty);
  });
});
