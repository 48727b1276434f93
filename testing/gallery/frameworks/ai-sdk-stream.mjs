import { createOpenAI } from '@ai-sdk/openai';
import { isStepCount, streamText, tool } from 'ai';
import { toolsOf } from './tools.mjs';

/** An agent of the AI SDK, which streams Responses and answers what its text stream says. */
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
    const result = streamText({ model: openai('gpt-5'), prompt, tools, stopWhen });
    let text = '';
    for await (const piece of result.textStream) text += piece;
    return text;
  };
}
