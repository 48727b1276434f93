import type { IncomingMessage } from 'node:http';
import type { Incoming } from '../model/call.ts';

const mostBytes = 32 * 1024 * 1024;

/**
 * Reads a request to its end, the body as UTF-8 text. `too-big`: over 32 MiB, read and dropped, so
 * that the client gets to see the answer. `gone`: the client left before it was through.
 */
export async function receive(request: IncomingMessage): Promise<Incoming | 'too-big' | 'gone'> {
  const body = hasBody(request) ? await readBody(request) : '';
  if (typeof body !== 'string') return body.why;
  return {
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: flat(request),
    body,
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

function readBody(request: IncomingMessage): Promise<string | { why: 'too-big' | 'gone' }> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBytes) chunks.push(chunk);
      else chunks = [];
    });
    request.once('end', () => {
      if (size > mostBytes) resolve({ why: 'too-big' });
      else resolve((chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString('utf8'));
    });
    request.once('error', () => resolve({ why: 'gone' }));
    request.once('close', () => resolve({ why: 'gone' }));
  });
}

function flat(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name in request.headers) {
    const value = request.headers[name];
    if (value !== undefined) headers[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return headers;
}
