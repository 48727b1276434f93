import { createServer } from 'node:http';
import { createInterface } from 'node:readline/promises';
import { text as textOf } from 'node:stream/consumers';
import { createOpenAI } from '@ai-sdk/openai';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { dynamicTool, generateText, isStepCount, jsonSchema } from 'ai';

/** An agent of the AI SDK, whose tools are those of an MCP server that it starts itself. */
const [, , way, prompt] = process.argv;
const [command, ...args] = JSON.parse(process.env.TOOLS_COMMAND);
const { OPENAI_BASE_URL, PORT } = process.env;

/** Answers; the headers go on to the model, and who asks to the server of tools. */
async function answer(input, headers = {}) {
  const client = new Client({ name: 'buyer', version: '1.0.0' });
  const env = { ...process.env };
  await client.connect(new StdioClientTransport({ command, args, env, stderr: 'ignore' }));
  try {
    const { tools } = await client.listTools();
    const { text } = await generateText({
      model: createOpenAI({ ...(OPENAI_BASE_URL && { baseURL: OPENAI_BASE_URL }) })('gpt-5'),
      prompt: input,
      headers,
      tools: Object.fromEntries(tools.map((tool) => [tool.name, offered(tool, client)])),
      stopWhen: isStepCount(8),
    });
    return text;
  } finally {
    await client.close();
  }
}

function offered({ name, description, inputSchema }, client) {
  return dynamicTool({
    description,
    inputSchema: jsonSchema(inputSchema),
    execute: async (args) => {
      const { content, isError } = await client.callTool({ name, arguments: args });
      const said = content.map(({ text }) => text).join('\n');
      if (isError) throw new Error(said);
      return said;
    },
  });
}

if (way === 'serve') {
  createServer(async (request, response) => {
    const { input } = JSON.parse(await textOf(request));
    const { traceparent } = request.headers;
    response.setHeader('content-type', 'application/json');
    await answer(input, { ...(traceparent && { traceparent }) }).then(
      (said) => response.end(JSON.stringify({ answer: said })),
      (error) => response.writeHead(500).end(JSON.stringify({ error: String(error) })),
    );
  }).listen(Number(PORT), '127.0.0.1');
} else if (way === 'stdin') {
  console.log(await answer(await textOf(process.stdin)));
} else if (way === 'argument') {
  console.log(await answer(prompt));
} else {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  console.log(await answer(await terminal.question('What may it be? ')));
  terminal.close();
}
