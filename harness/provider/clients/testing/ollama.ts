import { Ollama } from 'ollama';
import { address, prompt, schema, type Client } from './client.ts';

const asked = { model: 'm', messages: [{ role: 'user', content: prompt }] };

/** The `ollama` client, which has no timeout. */
export const ollamaClient: Client = {
  package: 'ollama',
  ask: async (fetch) => (await new Ollama({ host: address, fetch }).chat(asked)).message.content,
  stream: async (fetch) => {
    let text = '';
    let finish = 'none';
    const stream = await new Ollama({ host: address, fetch }).chat({ ...asked, stream: true });
    for await (const { message, done_reason: reason } of stream) {
      text += message.content;
      finish = reason || finish;
    }
    return { text, finish };
  },
  tool: async (fetch) => {
    const tools = [
      { type: 'function', function: { name: 'price', description: '', parameters: schema } },
    ];
    const { message } = await new Ollama({ host: address, fetch }).chat({ ...asked, tools });
    return message.tool_calls?.[0]?.function.arguments ?? 'no call';
  },
};
