import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';

/** A server of tools as a team might have one, over stdio: it orders, and counts what it ordered. */
const server = new McpServer({ name: 'orders', version: '1.0.0' });
let orders = 0;
const inputSchema = { item: z.string() };
server.registerTool('order', { description: 'Orders an item.', inputSchema }, ({ item }) => {
  orders += 1;
  return { content: [{ type: 'text', text: JSON.stringify({ order: `OR-${orders}`, item }) }] };
});
await server.connect(new StdioServerTransport());
