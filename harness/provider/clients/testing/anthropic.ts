import Anthropic from '@anthropic-ai/sdk';
import { address, prompt, schema, type Client } from './client.ts';

const body = {
  model: 'm',
  max_tokens: 1024,
  messages: [{ role: 'user' as const, content: prompt }],
};

function client(fetch: typeof globalThis.fetch, timeout?: number): Anthropic {
  return new Anthropic({
    apiKey: 'sk-ant-test',
    baseURL: address,
    fetch,
    ...(timeout && { timeout }),
  });
}

/** The `@anthropic-ai/sdk` client. */
export const anthropicSdk: Client = {
  package: '@anthropic-ai/sdk',
  ask: async (fetch) => {
    const reply = await client(fetch).messages.create(body);
    if (typeof reply === 'string') return `the string ${String(reply)}`;
    return reply.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
  },
  stream: async (fetch) => {
    let text = '';
    let finish = 'none';
    for await (const event of await client(fetch).messages.create({ ...body, stream: true })) {
      if (event.type === 'content_block_delta' && event.delta.type === 'text_delta')
        text += event.delta.text;
      if (event.type === 'message_delta') finish = event.delta.stop_reason ?? finish;
    }
    return { text, finish };
  },
  impatient: async (fetch, stream) => {
    const reply = await client(fetch, 1000).messages.create({ ...body, stream });
    if (Symbol.asyncIterator in reply) for await (const _ of reply);
  },
  tool: async (fetch) => {
    const tools = [{ name: 'price', input_schema: schema }];
    const message = await client(fetch)
      .messages.stream({ ...body, tools })
      .finalMessage();
    const call = message.content.find((block) => block.type === 'tool_use');
    return call?.input ?? 'no call';
  },
};
