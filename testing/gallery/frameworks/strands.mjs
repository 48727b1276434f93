import { Agent, tool } from '@strands-agents/sdk';
import { OpenAIModel } from '@strands-agents/sdk/models/openai';
import { toolsOf } from './tools.mjs';

/** An agent of Strands, which streams Chat Completions. */
export function agent({ model, shop }) {
  const tools = toolsOf(shop).map(({ name, description, schema, run }) =>
    tool({ name, description, inputSchema: schema, callback: run }),
  );
  return async (prompt) => {
    const api = new OpenAIModel({
      api: 'chat',
      modelId: 'gpt-5',
      apiKey: 'test',
      clientConfig: { baseURL: model },
    });
    const result = await new Agent({ model: api, tools, printer: false }).invoke(prompt);
    return result.toString();
  };
}
