import {
  Client as ClientV2,
  StreamableHTTPClientTransport as HttpV2,
} from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';

/** A real client of MCP, connected. */
export interface TestClient {
  readonly call: (
    tool: string,
    args: Readonly<Record<string, unknown>>,
    options?: {
      readonly signal?: AbortSignal;
      readonly timeout?: number;
      readonly onprogress?: () => void;
    },
  ) => Promise<Readonly<Record<string, unknown>>>;
  readonly list: () => Promise<readonly { readonly name: string }[]>;
  readonly close: () => Promise<void>;
}

const about = { name: 'test', version: '1' };

/** The client of SDK 1, which opens a session: protocol 2025-11-25. */
export async function sessionClient(
  url: string | Transport,
  headers: Readonly<Record<string, string>> = {},
): Promise<TestClient> {
  const client = new ClientV1(about);
  await client.connect(
    typeof url === 'string' ? new HttpV1(new URL(url), { requestInit: { headers } }) : url,
  );
  return {
    call: (name, args, options) =>
      client.callTool({ name, arguments: args }, undefined, options) as Promise<object> as never,
    list: async () => (await client.listTools()).tools,
    close: () => client.close(),
  };
}

/** The client of SDK 2, pinned to the stateless era: protocol 2026-07-28. */
export function statelessClient(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<TestClient> {
  const versionNegotiation = { mode: { pin: '2026-07-28' } };
  return connected(new ClientV2(about, { versionNegotiation }), url, headers);
}

/** The client of SDK 2 as it comes, with a server that knows sessions only. */
export function olderClient(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<TestClient> {
  return connected(new ClientV2(about), url, headers);
}

async function connected(
  client: ClientV2,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<TestClient> {
  await client.connect(new HttpV2(new URL(url), { requestInit: { headers } }));
  return {
    call: (name, args, options) => client.callTool({ name, arguments: args }, options),
    list: async () => (await client.listTools()).tools,
    close: () => client.close(),
  };
}
