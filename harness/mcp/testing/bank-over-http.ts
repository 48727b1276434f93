import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { bank } from './bank.ts';

/** A real server over streamable HTTP, with a session a client. */
export interface BankOverHttp {
  readonly url: string;
  /** The headers of each request, oldest first. */
  readonly seen: readonly Readonly<Record<string, unknown>>[];
  readonly close: () => Promise<void>;
}

/** Starts one on loopback; it answers with JSON, or with streams of events. */
export async function bankOverHttp(replies: 'json' | 'sse'): Promise<BankOverHttp> {
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  const seen: Readonly<Record<string, unknown>>[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    const known = sessions.get(String(request.headers['mcp-session-id']));
    void (async () => {
      const transport = known ?? (await opened());
      await transport.handleRequest(request, response);
    })();
  });
  async function opened(): Promise<StreamableHTTPServerTransport> {
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      enableJsonResponse: replies === 'json',
      onsessioninitialized: (id) => void sessions.set(id, transport),
    });
    await bank().connect(transport);
    return transport;
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`,
    seen,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
