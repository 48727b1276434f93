import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogle } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { generateText, jsonSchema, streamText, tool, type LanguageModel } from 'ai';
import { address, prompt, schema, type Client } from './client.ts';

function client(name: string, modelOf: (fetch: typeof globalThis.fetch) => LanguageModel): Client {
  return {
    package: name,
    ask: async (fetch) => (await generateText({ model: modelOf(fetch), prompt })).text,
    stream: async (fetch) => {
      const quiet: unknown[] = [];
      const onError = ({ error }: { readonly error: unknown }) => void quiet.push(error);
      const stream = streamText({ model: modelOf(fetch), prompt, onError });
      let text = '';
      for await (const piece of stream.textStream) text += piece;
      const finish = await stream.finishReason.then(String, () => 'none');
      return { text, finish, quiet };
    },
    tool: async (fetch) => {
      let given: unknown = 'no call';
      const price = tool({
        inputSchema: jsonSchema<{ city: string }>(schema),
        execute: (args) => {
          given = args;
          return 480;
        },
      });
      const { content } = await generateText({ model: modelOf(fetch), prompt, tools: { price } });
      const failed = content.find(({ type }) => type === 'tool-error');
      return failed ? 'fed back as an error of the tool' : given;
    },
  };
}

const key = { apiKey: 'sk-test' };

/** `ai` with its package for OpenAI, which asks Responses. */
export const aiResponses: Client = client('@ai-sdk/openai', (fetch) =>
  createOpenAI({ ...key, baseURL: `${address}/v1`, fetch })('m'),
);

/** `ai` with its package for Anthropic. */
export const aiAnthropic: Client = client('@ai-sdk/anthropic', (fetch) =>
  createAnthropic({ ...key, baseURL: `${address}/v1`, fetch })('m'),
);

/** `ai` with its package for Google. */
export const aiGoogle: Client = client('@ai-sdk/google', (fetch) =>
  createGoogle({ ...key, baseURL: `${address}/v1beta`, fetch })('m'),
);
