import {
  Client,
  preloadSchemas,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { serviceMs } from './post-json.ts';

/** A tool that heard the request and turned it down. */
export class ToolRefused extends Error {
  override readonly name = 'ToolRefused';
}

/** A server of tools, reached through the Model Context Protocol. */
export interface ToolServer {
  /** What the tool returned; throws `ToolRefused`, or any other error where nobody knows. */
  readonly call: (name: string, args: object, signal: AbortSignal) => Promise<unknown>;
}

const protocol = '2026-07-28';

// The schemas of the protocol are built on first use, which would fall into the first request.
preloadSchemas();

/** The server at `url`. It is asked what it is once; the protocol has no session to lose. */
export function toolServer(url: string): ToolServer {
  let connecting: Promise<Client> | undefined;

  async function connected(signal: AbortSignal): Promise<Client> {
    connecting ??= connect(url, signal);
    try {
      return await connecting;
    } catch (error) {
      connecting = undefined;
      throw error;
    }
  }

  return {
    call: async (name, args, signal) => {
      const client = await connected(signal);
      const wanted = { name, arguments: { ...args } };
      const result = await client.callTool(wanted, { signal, timeout: serviceMs });
      if (result.isError) throw new ToolRefused(textOf(result.content));
      return result.structuredContent;
    },
  };
}

async function connect(url: string, signal: AbortSignal): Promise<Client> {
  const versionNegotiation = { mode: { pin: protocol }, probe: { timeoutMs: serviceMs } };
  const about = { name: 'support-desk', version: '1.0.0' };
  const client = new Client(about, { versionNegotiation });
  const transport = new StreamableHTTPClientTransport(new URL(url));
  await client.connect(transport, { signal });
  return client;
}

function textOf(content: readonly { readonly type: string }[]): string {
  return content.map((part) => ('text' in part ? String(part.text) : part.type)).join(' ');
}
