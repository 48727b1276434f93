import { ChatAnthropic } from '@langchain/anthropic';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { ChatOpenAI } from '@langchain/openai';
import { address, prompt, schema, type Client } from './client.ts';

function client(name: string, modelOf: (fetch: typeof globalThis.fetch) => BaseChatModel): Client {
  return {
    package: name,
    ask: async (fetch) => (await modelOf(fetch).invoke(prompt)).text,
    stream: async (fetch) => {
      let text = '';
      let finish = 'none';
      for await (const chunk of await modelOf(fetch).stream(prompt)) {
        text += chunk.text;
        const said = { ...chunk.response_metadata, ...chunk.additional_kwargs };
        finish = String(said['finish_reason'] ?? said['stop_reason'] ?? finish);
      }
      return { text, finish };
    },
    tool: async (fetch) => {
      const tools = [{ type: 'function', function: { name: 'price', parameters: schema } }];
      const reply = await modelOf(fetch).bindTools?.(tools).invoke(prompt);
      const [broken] = reply?.invalid_tool_calls ?? [];
      return broken ? 'invalid_tool_calls' : (reply?.tool_calls?.[0]?.args ?? 'no call');
    },
  };
}

/** LangChain's client of Chat Completions. */
export const langchainOpenai: Client = client('@langchain/openai', (fetch) => {
  const configuration = { baseURL: `${address}/v1`, fetch };
  return new ChatOpenAI({ model: 'm', apiKey: 'sk-test', configuration });
});

/** LangChain's client of Anthropic's Messages. */
export const langchainAnthropic: Client = client(
  '@langchain/anthropic',
  (fetch) =>
    new ChatAnthropic({
      model: 'm',
      apiKey: 'sk-ant-test',
      anthropicApiUrl: address,
      clientOptions: { fetch },
    }),
);
