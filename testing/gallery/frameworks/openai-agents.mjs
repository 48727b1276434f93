import { Agent, OpenAIProvider, Runner, tool } from '@openai/agents';
import { toolsOf } from './tools.mjs';

/** An agent of the OpenAI Agents SDK, which streams Responses. */
export function agent({ model, shop }) {
  const modelProvider = new OpenAIProvider({ apiKey: 'test', baseURL: model, useResponses: true });
  const runner = new Runner({ modelProvider, tracingDisabled: true });
  const tools = toolsOf(shop).map(({ name, description, schema, run }) =>
    tool({ name, description, parameters: schema, execute: run }),
  );
  const buyer = new Agent({ name: 'buyer', model: 'gpt-5', instructions: 'You buy.', tools });
  return async (prompt) => {
    const result = await runner.run(buyer, prompt, { stream: true, maxTurns: 10 });
    await result.completed;
    return result.finalOutput;
  };
}
