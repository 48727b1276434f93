import { Agent, OpenAIProvider, Runner, tool } from '@openai/agents';
import OpenAI from 'openai';
import { address, prompt, schema, type Client } from './client.ts';

function running(fetch: typeof globalThis.fetch) {
  const openAIClient = new OpenAI({ apiKey: 'sk-test', baseURL: `${address}/v1`, fetch });
  const modelProvider = new OpenAIProvider({ openAIClient, useResponses: true });
  return new Runner({ modelProvider, tracingDisabled: true });
}

/** `@openai/agents`, which asks Responses. */
export const openaiAgents: Client = {
  package: '@openai/agents',
  ask: async (fetch) => {
    const agent = new Agent({ name: 'a', model: 'm' });
    const { finalOutput } = await running(fetch).run(agent, prompt);
    return JSON.stringify(finalOutput);
  },
  stream: async (fetch) => {
    const agent = new Agent({ name: 'a', model: 'm' });
    const run = await running(fetch).run(agent, prompt, { stream: true });
    let text = '';
    for await (const piece of run.toTextStream()) text += piece;
    await run.completed;
    return { text, finish: JSON.stringify(run.finalOutput ?? null) };
  },
  tool: async (fetch) => {
    let given: unknown = 'no call';
    const price = tool({
      name: 'price',
      description: 'The price.',
      parameters: { ...schema, additionalProperties: false },
      strict: true,
      execute: (args) => {
        given = args;
        return '480';
      },
    });
    const agent = new Agent({ name: 'a', model: 'm', tools: [price] });
    await running(fetch).run(agent, prompt, { maxTurns: 3 });
    return given;
  },
};
