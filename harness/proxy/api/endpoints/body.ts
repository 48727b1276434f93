import type { IncomingMessage } from 'node:http';
import { badBody, Refusal } from '../refusal.ts';

/**
 * Reads the body of a request. A body that is too large is read to its end before it is refused,
 * since a client that is still sending would not see the reply.
 * @throws Refusal 413 for a body that is too large, 400 for one that is late.
 */
export function readBody(
  request: IncomingMessage,
  { maxBytes, limitMs }: { readonly maxBytes: number; readonly limitMs: number },
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const { localAddress, localPort, remoteAddress, remotePort } = request.socket;
    const late = () => {
      const route = `${localAddress}:${localPort}->${remoteAddress}:${remotePort}`;
      reject(badBody(`read tcp ${route}: i/o timeout`));
      request.pause();
    };
    const limit = setTimeout(late, limitMs);
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.on('end', () => {
      const isTooLarge = size > maxBytes;
      if (isTooLarge) reject(new Refusal(413, `request body too large: at most ${maxBytes} bytes`));
      else resolve(Buffer.concat(chunks));
    });
    request.on('close', () => {
      clearTimeout(limit);
      // Of a body that came whole, the end was seen before.
      reject(badBody('unexpected EOF'));
    });
  });
}
