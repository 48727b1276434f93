import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach } from 'vitest';
import { parsedJson } from '../../../model/json/parsed-json.ts';

/** A request that an agent got, with its JSON. */
export interface Got {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** Servers that reply as a test says; closed when it ends. */
export function scriptedServers() {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });
  /** Starts one; gives its address. */
  return async (reply: (response: ServerResponse, got: Got) => unknown): Promise<string> => {
    const server = createServer(async (request, response) => {
      const { url = '', headers } = request;
      await reply(response, { url, headers, body: parsedJson(await text(request)) });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(() => {
      server.close();
      server.closeAllConnections();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
}
