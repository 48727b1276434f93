import { ChatOpenAI } from '@langchain/openai';
import { describe, expect, it, vi } from 'vitest';
import type { Failure, Reply } from '../../../model/reply.ts';
import type { Turn } from '../../../model/turn.ts';
import { provider } from '../../provider.ts';
import { drained, errorOf, falseTime, valueOf } from '../../testing/false-time.ts';
import { rig, type RigCall } from '../../testing/rig.ts';

// What @langchain/openai 1 does with our bytes.
falseTime();

function client(strike?: (crossing: RigCall) => Promise<Reply> | Reply) {
  const rigged = rig(provider({ script: [{ reply: 'I do not know.' }] }), strike);
  const configuration = { baseURL: 'http://model.invalid/v1', fetch: rigged.fetch };
  return { ...rigged, model: new ChatOpenAI({ model: 'm', apiKey: 'sk-test', configuration }) };
}

function failing(failure: Omit<Extract<Failure, { kind: 'status' }>, 'kind'>, times = Infinity) {
  return client(({ nth, point, at, answer }) =>
    nth > times ? answer() : point.fail({ kind: 'status', ...failure }, at),
  );
}

describe('what goes well', () => {
  it('reads JSON and streams', async () => {
    const { model } = client();
    expect((await valueOf(model.invoke('Hi'))).text).toBe('I do not know.');
    const chunks = await valueOf(drained(model.stream('Hi')));
    expect(chunks.map((chunk) => chunk.text).join('')).toBe('I do not know.');
    expect(chunks.some((chunk) => chunk.usage_metadata)).toBe(true);
  });
});

describe('errors', () => {
  it.each([
    [{ status: 429 }, 1],
    [{ status: 429, code: 'insufficient_quota' }, 1],
    [{ status: 429, retryAfterMs: 70_000 }, 1],
    [{ status: 400, code: 'context_length_exceeded' }, 1],
    [{ status: 503 }, 7],
  ])('%j costs %i attempts', async (failure, attempts) => {
    const { model, requests } = failing(failure);
    await errorOf(model.invoke('Hi'));
    expect(requests).toHaveLength(attempts);
  });

  it('waits as long as retry-after says', async () => {
    const { model, atMs } = failing({ status: 429, retryAfterMs: 5000 }, 1);
    await valueOf(model.invoke('Hi'));
    expect(atMs[1]).toSatisfy((ms: number) => ms >= 5000 && ms < 5500);
  });
});

describe('replies that go wrong', () => {
  it('200 with HTML is a TypeError', async () => {
    const headers = { 'content-type': 'text/html' };
    const frames = [{ afterMs: 0, data: '<html>busy</html>' }];
    const { model } = client(() => ({ status: 200, headers, frames, end: 'done' }));
    expect(await errorOf(model.invoke('Hi'))).toBeInstanceOf(TypeError);
  });

  it('a stream that ends cleanly, unfinished, is a silent part', async () => {
    const { model } = client(async ({ answer }) => {
      const reply = await answer();
      return { ...reply, frames: reply.frames.slice(0, 3) };
    });
    const chunks = await valueOf(drained(model.stream('Hi')));
    expect(chunks.map((chunk) => chunk.text).join('')).toBe('I do');
  });

  it('truncated arguments become an invalid tool call', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const call = { id: 'c1', name: 'price', arguments: '{"city":"Ro' };
    const cut: Turn = { text: '', toolCalls: [call], finish: 'length' };
    const { model } = client(({ point, at }) => point.render(cut, at));
    const reply = await valueOf(model.invoke('Hi'));
    expect(reply.tool_calls).toEqual([]);
    expect(reply.invalid_tool_calls).toMatchObject([{ id: 'c1', args: '{"city":"Ro' }]);
  });
});
