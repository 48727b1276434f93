import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOf, type Reply } from '../../../model/reply.ts';
import type { Turn } from '../../../model/turn.ts';
import { levels, fullBucket, unlimited } from '../../bucket.ts';
import type { Answering, ChatRequest } from '../dialect.ts';
import { say } from './reply.ts';

const chat: ChatRequest = {
  model: 'gpt-5',
  messages: [],
  tools: [],
  maxTokens: null,
  stream: false,
  includeUsage: false,
  key: 'k',
  promptTokens: 10,
  raw: { messages: [], tools: [] },
};
const as: Answering = {
  requestId: 'req_1',
  levels: levels(fullBucket(unlimited, 0), unlimited, 0),
  nowMs: 2500,
  pace: { firstMs: 100, gapMs: 10 },
  model: 'gpt-5',
};
const hello: Turn = { text: 'Hello\nthere', toolCalls: [], finish: 'stop' };
const call = { id: 'call_a', name: 'find', arguments: '{"q":"Rome"}' };
const calls: Turn = { text: '', toolCalls: [call], finish: 'tool-calls' };

interface Chunk {
  readonly choices: readonly {
    readonly delta: {
      readonly role?: string;
      readonly content?: string | null;
      readonly tool_calls?: readonly {
        readonly index: number;
        readonly id?: string;
        readonly function: { readonly name?: string; readonly arguments: string };
      }[];
    };
    readonly finish_reason: string | null;
  }[];
  readonly usage?: { readonly total_tokens: number } | null;
}

function chunksOf(reply: Reply): readonly Chunk[] {
  const events = reply.frames.map(({ data }) => /^data: (.*)\n\n$/.exec(data as string)?.[1] ?? '');
  expect(events.at(-1)).toBe('[DONE]');
  return events.slice(0, -1).map((json) => JSON.parse(json) as Chunk);
}

describe('JSON', () => {
  it('is a completion with a bill', () => {
    const reply = say(hello, chat, as);
    expect(JSON.parse(textOf(reply))).toMatchObject({
      id: expect.stringMatching(/^chatcmpl-/),
      object: 'chat.completion',
      created: 1_767_225_602,
      model: 'gpt-5',
      choices: [
        { index: 0, message: { role: 'assistant', content: hello.text }, finish_reason: 'stop' },
      ],
      usage: { prompt_tokens: 10, completion_tokens: 3, total_tokens: 13 },
    });
    expect(reply).toMatchObject({ status: 200, meaning: hello, tokens: 13, end: 'done' });
  });

  it('comes when the last piece of the stream would', () => {
    expect(say(hello, chat, as).frames[0]?.afterMs).toBe(120);
    expect(say(hello, chat, as).headers['openai-processing-ms']).toBe('120');
  });

  it('carries calls with content null, and empty content as it is', () => {
    const body = (turn: Turn) => JSON.parse(textOf(say(turn, chat, as))).choices[0];
    expect(body(calls)).toMatchObject({
      message: {
        content: null,
        tool_calls: [
          { id: 'call_a', type: 'function', function: { name: 'find', arguments: call.arguments } },
        ],
      },
      finish_reason: 'tool_calls',
    });
    const empty = body({ text: '', toolCalls: [], finish: 'content-filter' });
    expect(empty).toMatchObject({ message: { content: '' }, finish_reason: 'content_filter' });
    expect(empty.message).not.toHaveProperty('tool_calls');
  });
});

describe('a stream', () => {
  const stream = { ...chat, stream: true };

  it('has the role first, the words, the finish, and [DONE]', () => {
    const reply = say(hello, stream, as);
    const chunks = chunksOf(reply);
    expect(chunks.map((chunk) => chunk.choices[0]?.delta)).toEqual([
      { role: 'assistant', content: '', refusal: null },
      { content: 'Hello' },
      { content: '\nthere' },
      {},
    ]);
    expect(chunks.map((chunk) => chunk.choices[0]?.finish_reason)).toEqual([
      null,
      null,
      null,
      'stop',
    ]);
    expect(chunks.some((chunk) => 'usage' in chunk)).toBe(false);
    expect(reply.frames.map((frame) => frame.afterMs)).toEqual([100, 10, 10, 0, 0]);
    expect(reply.headers['content-type']).toContain('text/event-stream');
  });

  it('begins a call with its name and empty arguments', () => {
    const deltas = chunksOf(say(calls, stream, as)).map((chunk) => chunk.choices[0]?.delta);
    expect(deltas[0]).toMatchObject({ role: 'assistant', content: null });
    expect(deltas[1]?.tool_calls).toEqual([
      { index: 0, id: 'call_a', type: 'function', function: { name: 'find', arguments: '' } },
    ]);
    expect(deltas[2]?.tool_calls).toEqual([{ index: 0, function: { arguments: '{"q":"Rome"}' } }]);
  });

  it('ends with a bill only where it was asked for', () => {
    const chunks = chunksOf(say(hello, { ...stream, includeUsage: true }, as));
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 13 } });
    expect(chunks.slice(0, -1).every((chunk) => chunk.usage === null)).toBe(true);
  });

  it('says the same as the JSON, whatever the turn', () => {
    const text = fc.string({ unit: 'binary', maxLength: 80 });
    const turns = fc.record({
      text,
      toolCalls: fc.array(fc.record({ id: text, name: text, arguments: text }), { maxLength: 3 }),
      finish: fc.constantFrom('stop', 'tool-calls', 'length', 'content-filter'),
    });
    const joined = (turn: Turn) => {
      const deltas = chunksOf(say(turn, stream, as)).flatMap((chunk) => chunk.choices);
      const parts = deltas.flatMap((choice) => choice.delta.tool_calls ?? []);
      return {
        text: deltas.map((choice) => choice.delta.content ?? '').join(''),
        calls: turn.toolCalls.map((_, at) => {
          const own = parts.filter((part) => part.index === at);
          const args = own.map((part) => part.function.arguments).join('');
          return { id: own[0]?.id, name: own[0]?.function.name, arguments: args };
        }),
      };
    };
    fc.assert(
      fc.property(turns, (turn: Turn) => {
        expect(joined(turn)).toEqual({ text: turn.text, calls: turn.toolCalls });
      }),
      { seed: 11, numRuns: 60 },
    );
  });
});
