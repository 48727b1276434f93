import { AsyncLocalStorage } from 'node:async_hooks';
import { Agent } from 'undici';
import type { Incoming } from '../../model/call.ts';
import { HarnessError } from '../../model/error.ts';
import type { Facet } from '../../model/fault/facet.ts';
import { keepLatest } from '../../model/recent.ts';
import { jsonReply, type Reply } from '../../model/reply.ts';
import { urlAt } from '../../model/http/url-at.ts';
import { isRpcAnswer, rpcMessageIn } from '../../model/rpc/rpc-message.ts';
import { refuseFar } from '../../points/refuse-far.ts';
import { mcpRequestIn } from '../request.ts';
import { accepted, errorOf } from '../wording.ts';
import { replyIn, type RpcServer } from './rpc-server.ts';
import { sseReader } from './sse-reader.ts';

/** What a server over HTTP offers faults: to start it again is not ours to do. */
export const httpFacets: readonly Facet[] = ['request', 'value', 'rpc'];

/** Where a server is, and whether it may be anywhere. */
export interface HttpServerOptions {
  readonly upstream: string;
  /** Whether it may be off loopback and private networks; false by default. */
  readonly allowRemote?: boolean;
}

/** The head of a reply, which comes before its body. */
export type ReplyHead = Pick<Reply, 'status' | 'headers'>;

/** Takes what a stream holds beside the answer, as it comes: an event, and the head of its reply. */
export type Aside = (event: string, head: ReplyHead) => void;

/** A running server over streamable HTTP. */
export interface HttpServer extends RpcServer {
  readonly url: URL;
  /** Calls `act`; what its requests are told beside their answers goes to `aside`. */
  readonly hearing: <T>(aside: Aside, act: () => T) => T;
  /** Sends a request that is no message, such as that for a stream of the server's own. */
  readonly pass: (incoming: Incoming, signal: AbortSignal) => Promise<Response>;
}

/**
 * A server that runs already.
 * @throws HarnessError `bad-argument` for what is no address, `not-supported` for one that is far.
 */
export async function openHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const url = serverUrl(options.upstream);
  const address = `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
  if (!options.allowRemote) await refuseFar(address, nearOnly);
  // A tool may take longer than clients wait by default, and a stream may be silent for hours.
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
  const asides = new AsyncLocalStorage<Aside>();
  const lost = new Set<string>();
  const closed = new AbortController();
  const send = ({ method, path, headers, body }: Incoming, signal?: AbortSignal) =>
    fetch(urlAt(url, path), {
      method,
      headers: forwarded(headers),
      ...(body !== '' && { body }),
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, closed.signal]) : closed.signal,
      // Node's own type of it lags behind.
      ...({ dispatcher } as object),
    });

  async function ask(incoming: Incoming): Promise<Reply> {
    const session = incoming.headers['mcp-session-id'];
    if (session !== undefined && lost.has(session)) return sessionNotFound;
    let response: Response;
    try {
      response = await send(incoming);
    } catch (error) {
      const { code = 'no connection' } = ((error as Error).cause ?? {}) as {
        readonly code?: string;
      };
      return jsonReply({ error: `brownout: ${url.origin} did not answer: ${code}` }, 502);
    }
    return await replyOf(response, incoming, asides.getStore() ?? (() => {}));
  }

  return {
    url,
    framing: 'json',
    ask,
    tell: (incoming) => void ask(incoming).catch(() => {}),
    hearing: (aside, act) => asides.run(aside, act),
    pass: send,
    loseSession: (session) => {
      lost.add(session);
      keepLatest(lost, mostLost);
    },
    close: async () => {
      closed.abort();
      await dispatcher.close();
    },
  };
}

/** A client that makes up sessions must not fill the memory. */
const mostLost = 10_000;

const sessionNotFound = jsonReply(
  { jsonrpc: '2.0', id: null, ...errorOf(-32001, 'Session not found') },
  404,
);

async function replyOf(response: Response, incoming: Incoming, aside: Aside): Promise<Reply> {
  const head = { status: response.status, headers: backward(response.headers) };
  const type = head.headers['content-type'] ?? '';
  if (!type.startsWith('text/event-stream')) {
    const text = await response.text();
    const isJson = /^application\/json\b/.test(type);
    if (text === '') return { ...accepted, ...head };
    return isJson ? replyIn(text, 'json', head) : { ...replyIn(text, 'json', head), meaning: text };
  }
  return await answerIn(response, head, incoming, aside);
}

/** Reads a stream until the answer comes; what comes before it, and after it, goes aside. */
function answerIn(
  response: Response,
  head: ReplyHead,
  incoming: Incoming,
  aside: Aside,
): Promise<Reply> {
  const id = JSON.stringify(mcpRequestIn(incoming)?.message['id']);
  const { promise, resolve } = Promise.withResolvers<Reply>();
  const reader = sseReader((event, data) => {
    const message = rpcMessageIn(data);
    const isIts = message && isRpcAnswer(message) && JSON.stringify(message['id']) === id;
    if (isIts) resolve(replyIn(event, 'events', head));
    else aside(event, head);
  });
  const read = async () => {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body ?? [])
        reader.push(decoder.decode(chunk, { stream: true }));
      resolve({ ...head, frames: [{ afterMs: 0, data: reader.rest() }], end: 'done' });
    } catch {
      resolve({ ...head, frames: [{ afterMs: 0, data: reader.rest() }], end: 'reset' });
    }
  };
  void read();
  return promise;
}

const ofTheConnection = new Set(
  'host,connection,keep-alive,transfer-encoding,content-length,content-encoding,accept-encoding,upgrade,te,trailer,expect,proxy-connection'.split(
    ',',
  ),
);

function forwarded(headers: Incoming['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofTheConnection.has(name)));
}

/** The headers of a response without those of its connection. */
export function backward(headers: Headers): Record<string, string> {
  return forwarded(Object.fromEntries(headers));
}

const nearOnly = {
  expected: 'a server on loopback or a private network',
  fix: 'Start one near, or give --allow-remote.',
};

function serverUrl(upstream: string): URL {
  const url = URL.parse(upstream);
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new HarnessError('bad-argument', {
    expected: 'the address of an MCP server such as http://127.0.0.1:3000/mcp',
    got: JSON.stringify(upstream),
    fix: 'Write it with http:// or https://.',
  });
}
