import OpenAI7 from 'openai';
import OpenAI6 from 'openai6';
import { address, prompt, schema, type Client } from './client.ts';

/** Makes the client of a test; with a timeout (ms) where it is given. */
export type Make = (fetch: typeof globalThis.fetch, timeout?: number) => OpenAI7;

const openai7: Make = (fetch, timeout) =>
  new OpenAI7({ apiKey: 'sk-test', baseURL: `${address}/v1`, fetch, ...(timeout && { timeout }) });
// Both majors have these calls alike.
const openai6: Make = (fetch, timeout) =>
  new OpenAI6({
    apiKey: 'sk-test',
    baseURL: `${address}/v1`,
    fetch,
    ...(timeout && { timeout }),
  }) as unknown as OpenAI7;

const messages = [{ role: 'user' as const, content: prompt }];
const tool = { name: 'price', parameters: schema };

/** A client of Chat Completions. */
export function chat(name: string, make: Make): Client {
  return {
    package: name,
    ask: async (fetch) => {
      const reply = await make(fetch).chat.completions.create({ model: 'm', messages });
      return typeof reply === 'string'
        ? `the string ${String(reply)}`
        : (reply.choices[0]?.message.content ?? 'null');
    },
    stream: async (fetch) => {
      const body = { model: 'm', messages, stream: true } as const;
      let text = '';
      let finish = 'none';
      for await (const { choices } of await make(fetch).chat.completions.create(body)) {
        text += choices[0]?.delta.content ?? '';
        finish = choices[0]?.finish_reason ?? finish;
      }
      return { text, finish };
    },
    impatient: async (fetch, stream) => {
      const asked = make(fetch, 1000).chat.completions.create({ model: 'm', messages, stream });
      const reply = await asked;
      if (Symbol.asyncIterator in reply) for await (const _ of reply);
    },
    tool: async (fetch) => {
      const tools = [{ type: 'function' as const, function: tool }];
      const reply = await make(fetch).chat.completions.create({ model: 'm', messages, tools });
      const call = reply.choices[0]?.message.tool_calls?.[0];
      return call?.type === 'function' ? call.function.arguments : 'no call';
    },
  };
}

/** The `openai` 6 client of Chat Completions. */
export const openai6Chat: Client = chat('openai6', openai6);

/** The `openai` 7 client of Chat Completions. */
export const openai7Chat: Client = chat('openai', openai7);

/** The `openai` 7 client of Responses. */
export const openai7Responses: Client = {
  package: 'openai',
  ask: async (fetch) => {
    const reply = await openai7(fetch).responses.create({ model: 'm', input: prompt });
    return typeof reply === 'string' ? `the string ${String(reply)}` : reply.output_text;
  },
  stream: async (fetch) => {
    let text = '';
    let finish = 'none';
    const asked = openai7(fetch).responses.create({ model: 'm', input: prompt, stream: true });
    for await (const event of await asked) {
      if (event.type === 'response.output_text.delta') text += event.delta;
      if ('response' in event) finish = event.response.status ?? finish;
    }
    return { text, finish };
  },
  impatient: async (fetch, stream) => {
    const reply = await openai7(fetch, 1000).responses.create({
      model: 'm',
      input: prompt,
      stream,
    });
    if (Symbol.asyncIterator in reply) for await (const _ of reply);
  },
  tool: async (fetch) => {
    const tools = [{ type: 'function' as const, strict: false, ...tool }];
    const reply = await openai7(fetch).responses.create({ model: 'm', input: prompt, tools });
    const call = reply.output.find((item) => item.type === 'function_call');
    return call?.arguments ?? 'no call';
  },
};
