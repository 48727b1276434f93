import { Agent } from '@mastra/core/agent';
import { createTool } from '@mastra/core/tools';
import { toolsOf } from './tools.mjs';

/** An agent of Mastra, which asks Chat Completions. */
export function agent({ model, shop }) {
  const tools = Object.fromEntries(
    toolsOf(shop).map(({ name, description, schema, run }) => [
      name,
      createTool({ id: name, description, inputSchema: schema, execute: run }),
    ]),
  );
  const buyer = new Agent({
    id: 'buyer',
    name: 'buyer',
    instructions: 'You buy.',
    model: { id: 'local/gpt-5', url: model, apiKey: 'test' },
    tools,
  });
  return async (prompt) => {
    const { text } = await buyer.generate(prompt, { maxSteps: 10 });
    return text;
  };
}
