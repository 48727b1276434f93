import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

/** A real server: SDK 1, with tools that read, act, fail, and tell of their progress. */
export function bank(): McpServer {
  const server = new McpServer({ name: 'bank', version: '1' });
  let paid = 0;

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
  return server;
}

const told = (value: Readonly<Record<string, unknown>>) => ({
  content: [{ type: 'text' as const, text: JSON.stringify(value) }],
  structuredContent: value,
});
