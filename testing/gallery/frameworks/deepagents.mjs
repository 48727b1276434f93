import { tool } from '@langchain/core/tools';
import { ChatOpenAI } from '@langchain/openai';
import { createDeepAgent } from 'deepagents';
import { toolsOf } from './tools.mjs';

/** A deep agent, which streams Responses. */
export function agent({ model, shop }) {
  const configuration = { baseURL: model };
  const llm = new ChatOpenAI({
    model: 'gpt-5',
    apiKey: 'test',
    streaming: true,
    useResponsesApi: true,
    configuration,
  });
  const tools = toolsOf(shop).map(({ name, description, schema, run }) =>
    tool(run, { name, description, schema }),
  );
  const deep = createDeepAgent({ model: llm, tools });
  return async (prompt) => {
    const { messages } = await deep.invoke({ messages: [{ role: 'user', content: prompt }] });
    return messages.at(-1).text;
  };
}
