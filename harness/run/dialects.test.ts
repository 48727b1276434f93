import Anthropic from '@anthropic-ai/sdk';
import { createGoogle } from '@ai-sdk/google';
import { GoogleGenAI } from '@google/genai';
import { generateText } from 'ai';
import OpenAI from 'openai';
import { describe, expect, test } from 'vitest';
import {
  completes,
  errorFrame,
  eventsOf,
  inProcess,
  provider,
  rateLimit,
  refusal,
  run,
  scenario,
  type Plan,
  type Trace,
} from '../../index.ts';

const prompt = 'What does Rome cost?';
const messages = [{ role: 'user' as const, content: prompt }];

/** Agents of one question, each with the client of another dialect; all are given the same address. */
const agents: Readonly<Record<string, (url: string) => Promise<string | null | undefined>>> = {
  'OpenAI Chat Completions': async (baseURL) => {
    const openai = new OpenAI({ apiKey: 'sk', baseURL });
    const { choices } = await openai.chat.completions.create({ model: 'm', messages });
    return choices[0]?.message.content ?? choices[0]?.message.refusal;
  },
  'OpenAI Responses': async (baseURL) => {
    const openai = new OpenAI({ apiKey: 'sk', baseURL });
    const { output } = await openai.responses.create({ model: 'm', input: prompt });
    const [part] = output[0]?.type === 'message' ? output[0].content : [];
    return part?.type === 'refusal' ? part.refusal : part?.text;
  },
  Anthropic: async (baseURL) => {
    const anthropic = new Anthropic({ apiKey: 'sk', baseURL });
    const asked = { model: 'm', max_tokens: 100, messages };
    const { content } = await anthropic.messages.create(asked);
    return content[0]?.type === 'text' ? content[0].text : '';
  },
  '@google/genai': async (baseUrl) => {
    const httpOptions = { baseUrl, retryOptions: { attempts: 3 } };
    const { models } = new GoogleGenAI({ apiKey: 'k', httpOptions });
    return (await models.generateContent({ model: 'm', contents: prompt })).text;
  },
  '@google/genai, Interactions': async (baseUrl) => {
    const { interactions } = new GoogleGenAI({ apiKey: 'k', httpOptions: { baseUrl } });
    return (await interactions.create({ model: 'm', input: prompt })).output_text;
  },
  'ai with Google': async (baseURL) => {
    const model = createGoogle({ apiKey: 'k', baseURL })('m');
    return (await generateText({ model, prompt })).text;
  },
};

const asking = (ask: (url: string) => Promise<unknown>, plan: Plan) =>
  scenario('it asks a model', {
    points: { model: provider({ script: [{ reply: 'It costs 480 €.' }] }) },
    system: inProcess((at) => async () => {
      try {
        return { status: 'done', said: await ask(at.url('model')) };
      } catch (error) {
        return { status: 'failed', said: error instanceof Error ? error.name : 'no error' };
      }
    }),
    tasks: [{ input: 'go' }],
    plan,
    phases: ['fault'],
    checks: [completes()],
  });

const saidIn = (trace: Trace) => eventsOf(trace, 'task.end')[0]?.ending;

describe.each(Object.entries(agents))('%s', (_, ask) => {
  test('answers, as a turn of the model', async () => {
    const { trace } = await run(asking(ask, []), { mode: 'sim' });
    expect(saidIn(trace)).toMatchObject({ answer: { said: 'It costs 480 €.' } });
    expect(eventsOf(trace, 'call.start')).toMatchObject([
      { label: 'chat', site: { op: expect.stringMatching(/^turn 1#/) }, safe: true },
    ]);
    expect(eventsOf(trace, 'call.end')).toMatchObject([{ meaning: { text: 'It costs 480 €.' } }]);
  });

  test('waits out a rate limit, in virtual time, and the same in each run', async () => {
    const limited = asking(ask, [rateLimit({ retryAfterMs: 20_000 }).at('model', { calls: 1 })]);
    const { trace } = await run(limited, { mode: 'sim' });
    expect(saidIn(trace)).toMatchObject({ answer: { said: 'It costs 480 €.' } });
    const [first, second] = eventsOf(trace, 'call.start');
    expect(Number(second?.atMs) - Number(first?.atMs)).toBeGreaterThan(400);
    expect((await run(limited, { mode: 'sim' })).trace.events).toEqual(trace.events);
  });

  test('is refused in its own words', async () => {
    const { trace } = await run(asking(ask, [refusal().at('model')]), { mode: 'sim' });
    expect(saidIn(trace)).toMatchObject({ answer: { said: expect.stringMatching(/can't help/) } });
    expect(eventsOf(trace, 'call.end')[0]).toMatchObject({ truth: { text: 'It costs 480 €.' } });
  });
});

test('an error in mid-stream is that of Anthropic, where Anthropic was asked', async () => {
  const streaming = async (baseURL: string) => {
    const anthropic = new Anthropic({ apiKey: 'sk', baseURL });
    const asked = { model: 'm', max_tokens: 100, messages };
    return (await anthropic.messages.stream(asked).finalMessage()).id;
  };
  const plan = [errorFrame({ at: 4 }).at('model')];
  const { trace } = await run(asking(streaming, plan), { mode: 'sim' });
  expect(saidIn(trace)).toMatchObject({ answer: { status: 'failed' } });
  expect(eventsOf(trace, 'fault.hit')).toHaveLength(1);
});
