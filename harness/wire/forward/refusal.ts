import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Missed } from '../../model/trace/trace.ts';

/** A request through the proxy that came to no point. */
export interface Unreached {
  /** `example.com`, or `example.com:8443` with a port other than 80 and 443. */
  readonly host: string;
  /** Why a host that leads to a point was not reached; absent for a host that is no point. */
  readonly why?: Missed;
  /** The task that the proxy's address names. */
  readonly task?: string;
}

/** The host of a request: `example.com`, or `example.com:8443` with a port other than 80 and 443. */
export function hostOf({ method, url = '', headers }: IncomingMessage): string {
  const named = method === 'CONNECT' ? url : (URL.parse(url)?.host ?? headers.host ?? '');
  const host = named.toLowerCase().replace(/:(80|443)$/, '');
  return host === '' ? 'an unnamed host' : host.slice(0, 300);
}

/** The reason of a refusal, for the client. */
export function refusalWords(host: string): string {
  const isHere = /^(127(\.\d+){3}|localhost|\[::1\])(:\d+)?$/i.test(host);
  const advice = isHere
    ? "It is on this machine, so the client does not heed NO_PROXY: give the system proxy: 'none'."
    : "Add it to the scenario's points, or give the system proxy: 'none' to let the agent out.";
  return `brownout: ${host} is no point of this scenario. ${advice}\n`;
}

/** Replies with words, and ends the connection. */
export function say(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.on('error', () => {});
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    connection: 'close',
    ...headers,
  });
  response.end(text);
}

/** The same where a client asked for a tunnel. */
export function sayTo(socket: Duplex, status: `${number} ${string}`, text: string): void {
  socket.on('error', () => {});
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: text/plain; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
  );
  // The end of what nobody reads never comes, and the socket would stay open.
  socket.resume();
}
