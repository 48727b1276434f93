import { tool } from '@langchain/core/tools';
import { END, MessagesAnnotation, START, StateGraph } from '@langchain/langgraph';
import { ToolNode } from '@langchain/langgraph/prebuilt';
import { ChatOpenAI } from '@langchain/openai';
import { toolsOf } from './tools.mjs';

/** An agent of LangGraph, a graph of a model and its tools, which asks Chat Completions. */
export function agent({ model, shop }) {
  const configuration = { baseURL: model };
  const llm = new ChatOpenAI({ model: 'gpt-5', apiKey: 'test', configuration });
  const tools = toolsOf(shop).map(({ name, description, schema, run }) =>
    tool(run, { name, description, schema }),
  );
  const bound = llm.bindTools(tools);
  const graph = new StateGraph(MessagesAnnotation)
    .addNode('model', async ({ messages }) => ({ messages: [await bound.invoke(messages)] }))
    .addNode('tools', new ToolNode(tools))
    .addEdge(START, 'model')
    .addEdge('tools', 'model')
    .addConditionalEdges('model', ({ messages }) =>
      messages.at(-1).tool_calls?.length ? 'tools' : END,
    )
    .compile();
  return async (prompt) => {
    const { messages } = await graph.invoke({ messages: [{ role: 'user', content: prompt }] });
    return messages.at(-1).content;
  };
}
