import { GoogleGenAI } from '@google/genai';
import { address, prompt, schema, type Client } from './client.ts';

const asked = { model: 'm', contents: prompt };

function client(fetch: typeof globalThis.fetch, timeout?: number): GoogleGenAI['models'] {
  const httpOptions = { baseUrl: address, fetch, ...(timeout && { timeout }) };
  return new GoogleGenAI({ apiKey: 'test', httpOptions }).models;
}

/** The `@google/genai` client. */
export const genai: Client = {
  package: '@google/genai',
  ask: async (fetch) => (await client(fetch).generateContent(asked)).text ?? 'undefined',
  stream: async (fetch) => {
    let text = '';
    let finish = 'none';
    for await (const chunk of await client(fetch).generateContentStream(asked)) {
      text += chunk.text ?? '';
      finish = chunk.candidates?.[0]?.finishReason ?? finish;
    }
    return { text, finish };
  },
  impatient: async (fetch, stream) => {
    const models = client(fetch, 1000);
    if (!stream) return models.generateContent(asked);
    for await (const _ of await models.generateContentStream(asked));
    return null;
  },
  tool: async (fetch) => {
    const tools = [{ functionDeclarations: [{ name: 'price', parametersJsonSchema: schema }] }];
    const reply = await client(fetch).generateContent({ ...asked, config: { tools } });
    const finish = reply.candidates?.[0]?.finishReason;
    return reply.functionCalls?.[0]?.args ?? `no call, ${String(finish)}`;
  },
};
