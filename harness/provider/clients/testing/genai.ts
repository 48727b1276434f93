import { GoogleGenAI } from '@google/genai';
import { address, prompt, schema, type Client } from './client.ts';

const asked = { model: 'm', contents: prompt };

function client(fetch: typeof globalThis.fetch, timeout?: number): GoogleGenAI {
  const httpOptions = { baseUrl: address, fetch, ...(timeout && { timeout }) };
  return new GoogleGenAI({ apiKey: 'test', httpOptions });
}

/** The `@google/genai` client. */
export const genai: Client = {
  package: '@google/genai',
  ask: async (fetch) => (await client(fetch).models.generateContent(asked)).text ?? 'undefined',
  stream: async (fetch) => {
    let text = '';
    let finish = 'none';
    for await (const chunk of await client(fetch).models.generateContentStream(asked)) {
      text += chunk.text ?? '';
      finish = chunk.candidates?.[0]?.finishReason ?? finish;
    }
    return { text, finish };
  },
  impatient: async (fetch, stream) => {
    const { models } = client(fetch, 1000);
    if (!stream) return models.generateContent(asked);
    for await (const _ of await models.generateContentStream(asked));
    return null;
  },
  tool: async (fetch) => {
    const tools = [{ functionDeclarations: [{ name: 'price', parametersJsonSchema: schema }] }];
    const reply = await client(fetch).models.generateContent({ ...asked, config: { tools } });
    const finish = reply.candidates?.[0]?.finishReason;
    return reply.functionCalls?.[0]?.args ?? `no call, ${String(finish)}`;
  },
};

const begun = { model: 'm', input: prompt };

/** The interactions of the `@google/genai` client. */
export const genaiInteractions: Client = {
  package: '@google/genai',
  ask: async (fetch) => (await client(fetch).interactions.create(begun)).output_text ?? 'undefined',
  stream: async (fetch) => {
    let text = '';
    let finish = 'none';
    for await (const event of await client(fetch).interactions.create({ ...begun, stream: true })) {
      if (event.event_type === 'step.delta' && event.delta.type === 'text')
        text += event.delta.text;
      if (event.event_type === 'interaction.completed') finish = event.interaction.status;
      if (event.event_type === 'error') finish = `the event error of ${event.error?.code}`;
    }
    return { text, finish };
  },
  impatient: async (fetch, stream) => {
    const { interactions } = client(fetch, 1000);
    if (!stream) return interactions.create(begun);
    for await (const _ of await interactions.create({ ...begun, stream }));
    return null;
  },
  tool: async (fetch) => {
    const tools = [{ type: 'function' as const, name: 'price', parameters: schema }];
    const { steps, status } = await client(fetch).interactions.create({ ...begun, tools });
    const call = steps.find((step) => step.type === 'function_call');
    return call?.arguments ?? `no call, ${status}`;
  },
};
