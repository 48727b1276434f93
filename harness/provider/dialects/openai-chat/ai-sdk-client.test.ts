import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, isStepCount, jsonSchema, streamText, tool } from 'ai';
import { describe, expect, it } from 'vitest';
import type { Failure, Reply } from '../../../model/reply.ts';
import type { Turn } from '../../../model/turn.ts';
import { callsUnknownTool } from '../../misbehave.ts';
import { provider } from '../../provider.ts';
import type { Script } from '../../script.ts';
import { errorOf, falseTime, valueOf } from '../../testing/false-time.ts';
import { rig, type RigCall } from '../../testing/rig.ts';

// What `ai` 7 with @ai-sdk/openai-compatible 3 does with our bytes.
falseTime();

const script: Script = [
  { when: { after: 'price' }, reply: (past) => `It costs ${String(past.result('price'))} €.` },
  { when: { offered: 'price' }, reply: { call: { name: 'price', args: { city: 'Rome' } } } },
  { reply: 'I do not know, caffè?' },
];
const price = tool({
  inputSchema: jsonSchema<{ city: string }>({ type: 'object' }),
  execute: ({ city }) => (city === 'Rome' ? 480 : 0),
});
const prompt = 'What does Rome cost?';

function client(strike?: (crossing: RigCall) => Promise<Reply> | Reply, says: Script = script) {
  const rigged = rig(provider({ script: says }), strike);
  const baseURL = 'http://model.invalid/v1';
  const models = createOpenAICompatible({
    name: 'brownout',
    apiKey: 'sk-test',
    baseURL,
    includeUsage: true,
    fetch: rigged.fetch,
  });
  return { ...rigged, model: models('m') };
}

function failing(failure: Omit<Extract<Failure, { kind: 'status' }>, 'kind'>, times = Infinity) {
  return client(({ nth, point, at, answer }) =>
    nth > times ? answer() : point.fail({ kind: 'status', ...failure }, at),
  );
}

/** The text, the finish and the errors of a stream, however it ends. */
async function streamOf(
  model: ReturnType<typeof client>['model'],
  tools?: { price: typeof price },
) {
  const errors: unknown[] = [];
  const onError = ({ error }: { readonly error: unknown }) => void errors.push(error);
  const stopWhen = isStepCount(3);
  const stream = streamText({ model, prompt, onError, stopWhen, ...(tools ? { tools } : {}) });
  let text = '';
  let thrown = '';
  try {
    for await (const piece of stream.textStream) text += piece;
  } catch (error) {
    thrown = String(error);
  }
  const finish = await stream.finishReason.then(String, () => 'none');
  return { text, finish, errors, thrown, stream };
}

describe('what goes well', () => {
  it('calls a tool and composes from its result', async () => {
    const { model } = client();
    const { text, steps, usage } = await valueOf(
      generateText({ model, prompt, tools: { price }, stopWhen: isStepCount(3) }),
    );
    expect([text, steps.length]).toEqual(['It costs 480 €.', 2]);
    expect(usage.totalTokens).toBeGreaterThan(10);
  });

  it('streams calls and text, with the bill', async () => {
    const { model } = client();
    const { text, finish, stream } = await valueOf(streamOf(model, { price }));
    expect([text, finish]).toEqual(['It costs 480 €.', 'stop']);
    expect((await stream.usage).totalTokens).toBeGreaterThan(10);
  });
});

describe('errors', () => {
  it.each([
    [{ status: 429 }, 3],
    [{ status: 429, code: 'insufficient_quota' }, 3],
    [{ status: 500 }, 3],
    [{ status: 503 }, 3],
    [{ status: 400, code: 'context_length_exceeded' }, 1],
  ])('%j costs %i attempts', async (failure, attempts) => {
    const { model, requests, atMs } = failing(failure);
    await errorOf(generateText({ model, prompt }));
    expect(requests).toHaveLength(attempts);
    // 2 s, then 4 s.
    if (attempts === 3) expect(atMs[2]).toSatisfy((ms: number) => ms >= 6000 && ms < 6500);
  });

  it.each([
    [5000, 5000],
    [70_000, 2000],
  ])('retry-after of %i ms makes it wait %i ms', async (retryAfterMs, waits) => {
    const { model, atMs } = failing({ status: 429, retryAfterMs }, 1);
    await valueOf(generateText({ model, prompt }));
    expect(atMs).toHaveLength(2);
    expect(atMs[1]).toSatisfy((ms: number) => ms >= waits && ms < waits + 200);
  });
});

describe('replies that go wrong', () => {
  const streaming = (rewrite: (reply: Reply) => Partial<Reply>) =>
    client(async ({ answer }) => {
      const reply = await answer();
      return { ...reply, ...rewrite(reply) };
    });

  it('200 with HTML is an error', async () => {
    const frames = [{ afterMs: 0, data: '<html>busy</html>' }];
    const headers = { 'content-type': 'text/html' };
    const { model } = client(() => ({ status: 200, headers, frames, end: 'done' }));
    expect(String(await errorOf(generateText({ model, prompt })))).toMatch(/JSON/);
  });

  it('a stream that ends cleanly, unfinished, is an error for onError only', async () => {
    const { model } = streaming((reply) => ({ frames: reply.frames.slice(0, 3) }));
    const { errors, ...rest } = await valueOf(streamOf(model));
    expect(rest).toMatchObject({ text: 'I do', finish: 'error', thrown: '' });
    expect(errors.map(String).join()).toContain('without a finish reason');
  });

  it('a broken stream throws where it is read, and is not retried', async () => {
    const { model, requests } = streaming((reply) => ({
      frames: reply.frames.slice(0, 3),
      end: 'reset',
    }));
    const { text, errors, thrown } = await valueOf(streamOf(model));
    expect({ text, errors }).toEqual({ text: 'I do', errors: [] });
    expect(thrown).toContain('Failed to process successful response');
    expect(requests).toHaveLength(1);
  });

  it('an error frame does not throw: only onError hears of it', async () => {
    const frame = { afterMs: 0, data: 'data: {"error":{"message":"broken"}}\n\n' };
    const { model } = streaming((reply) => ({ frames: [...reply.frames.slice(0, 3), frame] }));
    const { text, errors } = await valueOf(streamOf(model));
    expect(text).toBe('I do');
    expect(errors).toHaveLength(1);
  });

  it('truncated arguments are fed back as the error of the tool', async () => {
    const call = { id: 'c1', name: 'price', arguments: '{"city":"Ro' };
    const cut: Turn = { text: '', toolCalls: [call], finish: 'tool-calls' };
    const { model, requests } = client(({ nth, point, at, answer }) =>
      nth === 1 ? point.render(cut, at) : answer(),
    );
    await valueOf(generateText({ model, prompt, tools: { price }, stopWhen: isStepCount(2) }));
    expect(requests[1]?.body).toContain('"tool_call_id":"c1"');
    expect(requests[1]?.body).toMatch(/JSON parsing failed|Invalid input/);
  });

  it('an unknown tool is fed back, too', async () => {
    const lost = callsUnknownTool(script, { name: 'teleport' });
    const { model, requests } = client(undefined, lost);
    await valueOf(generateText({ model, prompt, tools: { price }, stopWhen: isStepCount(2) }));
    expect(requests[1]?.body).toContain('unavailable tool');
  });
});
