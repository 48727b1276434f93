import { Ollama } from 'ollama';
import { describe, expect, it } from 'vitest';
import { embeddingOf } from '../../embedding.ts';
import { provider, type ProviderOptions } from '../../provider.ts';
import type { Script } from '../../script.ts';
import { rig } from '../../testing/rig.ts';

const script: Script = [
  {
    when: { after: 'price' },
    reply: (past) => JSON.stringify(past.toolResults.map(({ tool, value }) => [tool, value])),
  },
  {
    when: { offered: 'price' },
    reply: {
      call: [
        { name: 'price', args: { city: 'Rome' } },
        { name: 'find', args: {} },
        { name: 'price', args: { city: 'Oslo' } },
      ],
    },
  },
  { when: { told: 'haiku' }, reply: { think: 'Five, seven, five.', say: 'An old pond' } },
  { reply: 'Hello there.' },
];
const tools = ['price', 'find'].map((name) => ({
  type: 'function',
  function: { name, description: '', parameters: { type: 'object', properties: {} } },
}));
const user = { role: 'user', content: 'Hi' };

function open(options: Partial<ProviderOptions> = {}) {
  const rigged = rig(provider({ script, ...options }));
  return { ...rigged, client: new Ollama({ host: 'http://model.invalid', fetch: rigged.fetch }) };
}

describe('the ollama client', () => {
  it('calls several tools, and answers from their results by name and order', async () => {
    const { client } = open();
    for (const stream of [false, true]) {
      const { message } = await whole(client, stream, [user]);
      const calls = message.tool_calls ?? [];
      expect(calls.map(({ function: { name, arguments: args } }) => [name, args])).toEqual([
        ['price', { city: 'Rome' }],
        ['find', {}],
        ['price', { city: 'Oslo' }],
      ]);
      const result = (tool_name: string, content: string) => ({ role: 'tool', tool_name, content });
      const past = [
        user,
        // This client's type of a call has no id, and many callers drop it.
        { ...message, tool_calls: calls.map(({ function: called }) => ({ function: called })) },
        result('find', 'a'),
        result('price', '480'),
        result('price', '310'),
      ];
      const last = await whole(client, stream, past);
      expect(JSON.parse(last.message.content)).toEqual([
        ['find', 'a'],
        ['price', 480],
        ['price', 310],
      ]);
      expect(last).toMatchObject({ done: true, done_reason: 'stop' });
    }
  });

  async function whole(client: Ollama, stream: boolean, messages: readonly object[]) {
    const asked = { model: 'm', tools, messages: messages as (typeof user)[] };
    if (!stream) return await client.chat(asked);
    const parts = [];
    for await (const part of await client.chat({ ...asked, stream: true })) parts.push(part);
    const last = parts.at(-1);
    if (!last) throw new Error('nothing came');
    const content = parts.map(({ message }) => message.content).join('');
    const tool_calls = parts.flatMap(({ message }) => message.tool_calls ?? []);
    return { ...last, message: { role: 'assistant', content, tool_calls } };
  }

  it('completes text, with what the model thinks where it asks for it', async () => {
    const { client, point, requests } = open();
    const asked = { model: 'm', prompt: 'A pond', system: 'Write a haiku.' };
    const thought = await client.generate({ ...asked, think: true });
    expect(thought).toMatchObject({
      response: 'An old pond',
      thinking: 'Five, seven, five.',
      done_reason: 'stop',
    });
    expect((await client.generate(asked)).thinking).toBeUndefined();
    let said = '';
    for await (const { response } of await client.generate({ ...asked, stream: true })) {
      said += response;
    }
    expect(said).toBe('An old pond');
    expect(point.read(requests[0] as (typeof requests)[0])).toMatchObject({ label: 'chat' });
  });

  it('stops at `num_predict`, and has no end of it with -1', async () => {
    const { client } = open();
    const ends = async (num_predict: number) => {
      const asked = { model: 'm', messages: [user], options: { num_predict } };
      return (await client.chat(asked)).done_reason;
    };
    expect(await Promise.all([1, 50, -1].map(ends))).toEqual(['length', 'stop', 'stop']);
  });

  it('lists, shows and loads models', async () => {
    const { client } = open({ models: ['llama3.2:latest', 'qwen3:8b'] });
    const { models } = await client.list();
    expect(models.map(({ name }) => name)).toEqual(['llama3.2:latest', 'qwen3:8b']);
    expect(await client.show({ model: 'llama3.2' })).toMatchObject({
      capabilities: ['completion', 'tools', 'thinking'],
    });
    await expect(client.show({ model: 'other' })).rejects.toMatchObject({ status_code: 404 });
    expect((await client.ps()).models).toEqual([]);
    expect((await client.version()).version).toMatch(/^\d+\.\d+\.\d+$/);
    const loaded = await client.chat({ model: 'qwen3:8b', messages: [] });
    expect(loaded).toMatchObject({ message: { content: '' }, done_reason: 'load' });
    const prompted = await client.generate({ model: 'qwen3:8b', prompt: '' });
    expect(prompted).toMatchObject({ response: '', done_reason: 'load' });
  });

  it('embeds texts, by the new route and by the old one', async () => {
    const { client } = open();
    const input = ['A hotel in Rome', 'Refunds'];
    const { embeddings, prompt_eval_count } = await client.embed({ model: 'm', input });
    expect(embeddings).toEqual(input.map((text) => embeddingOf(text, 768)));
    expect(prompt_eval_count).toBe(6);
    const small = await client.embed({ model: 'm', input: 'Refunds', dimensions: 64 });
    expect(small.embeddings[0]).toHaveLength(64);
    const large = await client.embed({ model: 'm', input: 'Refunds', dimensions: 4097 });
    expect(large.embeddings[0]).toHaveLength(768);
    const odd = client.embed({ model: 'm', input: 'Refunds', dimensions: '64' as never });
    await expect(odd).rejects.toThrow('cannot unmarshal string into Go struct field');
    const { embedding } = await client.embeddings({ model: 'm', prompt: 'Refunds' });
    expect(embedding).toEqual(embeddingOf('Refunds', 768));
  });
});

describe('what Ollama refuses', () => {
  it.each([
    ['POST', '/api/embed', { model: 'm', input: 7 }, 400, '{"error":"invalid input type"}'],
    ['POST', '/api/embed', { input: 'a' }, 400, '{"error":"model is required"}'],
    ['POST', '/api/show', {}, 400, '{"error":"model is required"}'],
    ['POST', '/api/generate', { prompt: 'a' }, 400, '{"error":"model is required"}'],
    ['POST', '/api/tags', {}, 405, '405 method not allowed'],
    ['POST', '/api/dance', {}, 404, '404 page not found'],
  ])('%s %s of %j', async (method, path, body, status, text) => {
    const { fetch } = open({ dialect: 'ollama' });
    const init = { method, body: JSON.stringify(body) };
    const reply = await fetch(`http://model.invalid${path}`, init);
    expect([reply.status, await reply.text()]).toEqual([status, text]);
  });
});
