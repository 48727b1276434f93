// oxlint-disable no-underscore-dangle -- so autocannon names its private parts
import { Socket } from 'node:net';
import { mostReplyBytes, type AgentReply, type AgentRequest } from '../../model/agent-exchange.ts';
import { requestText, type RequestOrigin } from './request-text.ts';

/** One of autocannon's connections, which carries one request at a time. */
export interface KeptConnection {
  /** Whether the next request needs no socket to be opened. */
  readonly isOpen: () => boolean;
  /** Rejects when `signal` aborts, and when the reply breaks off. */
  readonly send: (request: AgentRequest, signal: AbortSignal) => Promise<AgentReply>;
  readonly close: () => void;
}

/** Autocannon's client, with private parts of the one version that package.json names. */
export interface PrivateClient extends NodeJS.EventEmitter {
  conn?: Socket;
  readonly parser: {
    execute: (chunk: Buffer) => number | Error;
    readonly finish: () => Error | undefined;
    readonly initialize: (type: 'RESPONSE') => void;
  };
  pipelinedRequests: object;
  /** Opens a socket, and calls `_doRequest`; called again whenever the socket has ended. */
  _connect: () => void;
  /** Called when a socket was opened, and after each reply. */
  _doRequest: () => void;
  readonly _destroyConnection: () => void;
  readonly destroy: () => void;
}

/** A server may close what has been free for longer (ms) at the moment that a request is sent on it. */
const mostFreeMs = 500;

/** A request on its way, and what has come of its reply. */
interface Exchange {
  readonly request: AgentRequest;
  readonly end: (result: AgentReply | Error) => void;
  isWritten: boolean;
  head: Head | null;
  readonly chunks: Buffer[];
  bytes: number;
}

interface Head {
  readonly statusCode: number;
  readonly headers: readonly string[];
  readonly shouldKeepAlive: boolean;
}

/** Who hears of a connection. */
export interface ConnectionHearers {
  /** Called at once, and whenever a request has ended. */
  readonly onFree: (connection: KeptConnection) => void;
  /** Called when a socket is opened. */
  readonly onOpening: () => void;
}

/**
 * Takes over a client that autocannon sets up: it sends what it is given when it is given, and opens no
 * socket for anything else.
 */
export function connection(
  client: PrivateClient,
  origin: RequestOrigin,
  { onFree, onOpening }: ConnectionHearers,
): KeptConnection {
  let now: Exchange | null = null;
  let isOpen = false;
  let isClosed = false;
  let freeSinceMs = 0;
  const connect = client._connect.bind(client);
  const disconnect = () => {
    isOpen = false;
    client._destroyConnection();
  };
  const end = (result: AgentReply | Error) => {
    const ended = now;
    if (!ended) return;
    now = null;
    freeSinceMs = performance.now();
    ended.end(result);
    if (!isClosed) onFree(self);
  };
  const fail = (error: Error) => {
    disconnect();
    end(error);
  };
  const write = () => {
    if (!now || now.isWritten) return;
    now.isWritten = true;
    client.conn?.write(requestText(now.request, origin));
  };
  const isOpenStill = () => isOpen && performance.now() - freeSinceMs <= mostFreeMs;
  const self: KeptConnection = {
    isOpen: isOpenStill,
    send: (request, signal) =>
      new Promise((resolve, reject) => {
        const onAbort = () => fail(reasonOf(signal));
        signal.addEventListener('abort', onAbort, { once: true });
        const done = (result: AgentReply | Error) => {
          signal.removeEventListener('abort', onAbort);
          if (result instanceof Error) reject(result);
          else resolve(result);
        };
        now = { request, end: done, isWritten: false, head: null, chunks: [], bytes: 0 };
        if (signal.aborted) return onAbort();
        if (isOpenStill()) return write();
        if (isOpen) disconnect();
        isOpen = true;
        // Autocannon would read the reply as the rest of one that broke off.
        client.parser.initialize('RESPONSE');
        onOpening();
        connect();
      }),
    close: () => {
      isClosed = true;
      end(new Error('the load is over'));
      client.destroy();
    },
  };
  takeOver(client, { now: () => now, end, fail, disconnect, write });
  onFree(self);
  return self;
}

/** What a client does with what comes of its socket. */
interface Handlers {
  readonly now: () => Exchange | null;
  readonly end: (result: AgentReply | Error) => void;
  readonly fail: (error: Error) => void;
  readonly disconnect: () => void;
  readonly write: () => void;
}

function takeOver(client: PrivateClient, { now, end, fail, disconnect, write }: Handlers): void {
  // It is destroyed at the end, also where nothing was ever sent on it.
  client.conn ??= new Socket();
  client._doRequest = write;
  client._connect = () => {
    // A reply without a length ends with its connection; any other has broken off.
    if (now()?.head) client.parser.finish();
    fail(new Error('the connection ended before the reply did'));
  };
  client.pipelinedRequests = queueOf(now, fail);
  const { execute } = client.parser;
  client.parser.execute = (chunk) => {
    const read = execute.call(client.parser, chunk);
    if (read instanceof Error) fail(read);
    return read;
  };
  client.on('connError', fail);
  client.on('headers', (head: Head) => {
    const exchange = now();
    // What nobody asked for: a server that gives up on a connection says why.
    if (!exchange) return disconnect();
    exchange.head = head;
    if (exchange.request.method !== 'HEAD') return;
    // Autocannon would wait for the content that its headers tell of.
    disconnect();
    end(replyOf(exchange, head));
  });
  client.on('response', () => {
    const exchange = now();
    if (!exchange?.head || exchange.head.statusCode < 200) return;
    if (!exchange.head.shouldKeepAlive) disconnect();
    end(replyOf(exchange, exchange.head));
  });
}

function reasonOf({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

/** In place of autocannon's queue, which joins pieces of a body as texts. */
function queueOf(now: Handlers['now'], fail: Handlers['fail']): object {
  return {
    insertRequest: () => {},
    addByteCount: () => {},
    setHeaders: () => {},
    clear: () => {},
    addBody: (chunk: Buffer) => {
      const exchange = now();
      if (!exchange) return;
      exchange.bytes += chunk.length;
      if (exchange.bytes > mostReplyBytes) return fail(new Error('the answer is over 32 MiB'));
      exchange.chunks.push(chunk);
    },
    terminateRequest: () => ({
      headers: now()?.head ?? { statusCode: 0, headers: [] },
      body: '',
      bytes: now()?.bytes ?? 0,
      duration: 0,
    }),
  };
}

function replyOf({ chunks }: Exchange, { statusCode: status, headers }: Head): AgentReply {
  const at = headers.findIndex((name, n) => n % 2 === 0 && /^content-type$/i.test(name));
  const type = at < 0 ? '' : (headers[at + 1] ?? '');
  return { status, type, text: Buffer.concat(chunks).toString('utf8') };
}
