import { createOpenAI } from '@ai-sdk/openai';
import { generateText, isStepCount, tool } from 'ai';
import { toolsOf } from './tools.mjs';

/** An agent of the AI SDK, which asks Responses and waits for whole replies. */
export function agent({ model, shop }) {
  const openai = createOpenAI({ baseURL: model, apiKey: 'test' });
  const tools = Object.fromEntries(
    toolsOf(shop).map(({ name, description, schema, run }) => [
      name,
      tool({ description, inputSchema: schema, execute: run }),
    ]),
  );
  return async (prompt) => {
    const stopWhen = isStepCount(10);
    const { text } = await generateText({ model: openai('gpt-5'), prompt, tools, stopWhen });
    return text;
  };
}
