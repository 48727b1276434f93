import { createGoogle } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { GoogleGenAI } from '@google/genai';
import { embedMany } from 'ai';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { embeddingOf } from '../embedding.ts';
import { provider, type ProviderOptions } from '../provider.ts';
import { rig } from '../testing/rig.ts';

const texts = ['A hotel in Rome', 'Refunds take five days'];
const baseURL = 'http://model.invalid/v1';

function open(options: Partial<ProviderOptions> = {}) {
  const rigged = rig(provider({ script: [], ...options }));
  const openai = new OpenAI({ apiKey: 'sk', baseURL, fetch: rigged.fetch, maxRetries: 0 });
  return { ...rigged, openai };
}

describe('embeddings', () => {
  it.each(['float', 'base64', undefined] as const)(
    'openai reads them as %s',
    async (encoding_format) => {
      const { openai } = open();
      const asked = {
        model: 'm',
        input: texts,
        dimensions: 64,
        ...(encoding_format && { encoding_format }),
      };
      const { data, usage } = await openai.embeddings.create(asked);
      expect(usage).toEqual({ prompt_tokens: 10, total_tokens: 10 });
      if (encoding_format === 'base64') {
        expect(String(data[0]?.embedding)).toMatch(/^[\w+/]+=*$/);
        return;
      }
      for (const [nth, { embedding }] of data.entries()) {
        for (const [at, value] of embeddingOf(texts[nth] ?? '', 64).entries()) {
          expect(embedding[at]).toBeCloseTo(value, 5);
        }
      }
    },
  );

  it('ai reads those of OpenAI and of Google', async () => {
    const { fetch } = open();
    const models = [
      [createOpenAI({ apiKey: 'sk', baseURL, fetch }).embeddingModel('m'), 1536],
      [
        createGoogle({ apiKey: 'k', baseURL: 'http://model.invalid/v1beta', fetch }).embeddingModel(
          'm',
        ),
        3072,
      ],
    ] as const;
    for (const [model, size] of models) {
      const { embeddings } = await embedMany({ model, values: texts });
      expect(embeddings.map(({ length }) => length)).toEqual([size, size]);
    }
  });

  it('@google/genai reads them', async () => {
    const { fetch, requests } = open();
    const httpOptions = { baseUrl: 'http://model.invalid', fetch };
    const { models } = new GoogleGenAI({ apiKey: 'k', httpOptions });
    const config = { outputDimensionality: 64 };
    const { embeddings } = await models.embedContent({ model: 'm', contents: texts, config });
    expect(embeddings?.map(({ values }) => values)).toEqual(
      texts.map((text) => embeddingOf(text, 64)),
    );
    expect(requests).toHaveLength(1);
  });

  it('count against the limit, and are read as a call of their own', async () => {
    const { openai, point, requests } = open({
      limits: { requestsPerMinute: 9, tokensPerMinute: 15 },
    });
    await openai.embeddings.create({ model: 'm', input: texts });
    const over = openai.embeddings.create({ model: 'm', input: texts });
    await expect(over).rejects.toMatchObject({ status: 429, code: 'rate_limit_exceeded' });
    expect(requests.map((request) => point.read(request))).toMatchObject([
      { label: 'embeddings', safe: true, input: { model: 'm', texts: 2, first: texts[0] } },
      { label: 'embeddings' },
    ]);
  });

  it.each([
    [{ input: '' }, /'\$.input' is invalid/],
    [{ input: [] }, /'\$.input' is invalid/],
    [{ input: ['a', 7] }, /'\$.input' is invalid/],
    [{ model: '' }, /model parameter/],
    [{ dimensions: 0 }, /'dimensions'/],
    [{ encoding_format: 'hex' }, /hex/],
    [{ input: 'x'.repeat(40_000) }, /8192/],
  ])('%j is refused', async (wrong, words) => {
    const body = { model: 'm', input: texts, ...wrong } as OpenAI.EmbeddingCreateParams;
    const error: unknown = await open()
      .openai.embeddings.create(body)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ status: 400, message: expect.stringMatching(words) });
  });

  it.each([
    ['embedContent', {}],
    ['embedContent', { content: { parts: [{ text: '' }] } }],
    ['batchEmbedContents', { requests: [] }],
    [
      'batchEmbedContents',
      { requests: [{ content: { parts: [{ text: 'x' }] }, outputDimensionality: 0 }] },
    ],
  ])('Google refuses %s of %j', async (verb, body) => {
    const { fetch } = open();
    const reply = await fetch(`http://model.invalid/v1beta/models/m:${verb}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    expect([reply.status, await reply.json()]).toMatchObject([
      400,
      { error: { status: 'INVALID_ARGUMENT' } },
    ]);
  });
});
