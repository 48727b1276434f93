import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';

// A real server over stdio: SDK 1, one tool that reads, one that acts, one that asks.
const server = new McpServer({ name: 'bank', version: '1' });
let paid = 0;

const told = (value: Readonly<Record<string, unknown>>) => ({
  content: [{ type: 'text' as const, text: JSON.stringify(value) }],
  structuredContent: value,
});

server.registerTool(
  'balance',
  {
    inputSchema: { account: z.string() },
    outputSchema: { account: z.string(), euros: z.number() },
  },
  ({ account }) => told({ account, euros: 120 }),
);
server.registerTool('pay', { inputSchema: { amount: z.number() } }, ({ amount }) => {
  paid += 1;
  return told({ amount, paid });
});
server.registerTool('fail', {}, () => {
  throw new Error('no money');
});
server.registerTool('steps', {}, async ({ _meta: meta, sendNotification }) => {
  const progressToken = meta?.progressToken ?? '';
  const params = { progressToken, progress: 1 };
  await sendNotification({ method: 'notifications/progress', params });
  return told({ done: true });
});

await server.connect(new StdioServerTransport());
process.stderr.write(`bank ${process.pid} is up\n`);
