import type { IncomingMessage } from 'node:http';
import type { Incoming } from '../../model/call.ts';
import { decoded, mostBytes, type Unreadable } from '../../model/json/decoded.ts';

/**
 * Reads a whole request, its body as UTF-8 text. Returns a status if the body cannot be read and
 * was dropped, so that the client sees the reply, or `gone` if the client left early.
 */
export async function receive(request: IncomingMessage): Promise<Incoming | Unreadable | 'gone'> {
  const { 'content-encoding': encoding } = request.headers;
  const body = hasBody(request) ? await readBody(request) : Buffer.alloc(0);
  if (!Buffer.isBuffer(body)) return body;
  const text = decoded(body, encoding);
  if (typeof text !== 'string') return text;
  const headers = flat(request);
  const incoming = { method: request.method ?? 'GET', path: pathOf(request), headers, body: text };
  const isBinary = encoding === undefined && text.includes('\ufffd');
  return isBinary ? { ...incoming, bytes: body } : incoming;
}

/** The path of a request, also in the absolute form (`GET http://host/path`) that proxies get. */
function pathOf({ url = '/' }: IncomingMessage): string {
  if (url.startsWith('/') || !/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) return url;
  const { pathname = '/', search = '' } = URL.parse(url) ?? {};
  return pathname + search;
}

function hasBody({ headers, httpVersionMajor }: IncomingMessage): boolean {
  if (httpVersionMajor === 2) return true;
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

function readBody(request: IncomingMessage): Promise<Buffer | 413 | 'gone'> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBytes) chunks.push(chunk);
      else chunks = [];
    });
    request.on('end', () => {
      if (size > mostBytes) resolve(413);
      else resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
    });
    const gone = () => resolve('gone');
    request.on('error', gone);
    request.on('close', gone);
  });
}

/**
 * Without what says how the body came, and what only HTTP/2 has. Only `set-cookie` has several values: else those of
 * the request do.
 */
function flat(request: IncomingMessage): Incoming['headers'] {
  const { 'content-encoding': encoding, 'set-cookie': cookies } = request.headers;
  const host = authorityOf(request);
  if (encoding === undefined && cookies === undefined && host === undefined) {
    return request.headers as Incoming['headers'];
  }
  const headers: Record<string, string> = host === undefined ? {} : { host };
  for (const name in request.headers) {
    const value = request.headers[name];
    if (value === undefined || name === 'content-encoding' || name.startsWith(':')) continue;
    headers[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return headers;
}

/** What HTTP/2 has in place of `host`; undefined in HTTP/1. */
export function authorityOf({ headers }: IncomingMessage): string | undefined {
  return headers[':authority'] as string | undefined;
}
