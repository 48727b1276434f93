import { connect, type Socket } from 'node:net';

const limitMs = 10_000;

/**
 * Connects so many clients at once, and returns the 99th percentile of the time until one has its
 * first reply (ms). Each asks on until all have had one, as clients do: those that are served first
 * compete with those that still wait.
 */
export async function firstRepliesP99Ms(address: string, connections: number): Promise<number> {
  const [host = '', port] = address.split(':');
  const request = `GET /small HTTP/1.1\r\nhost: ${address}\r\n\r\n`;
  const sinceMs = performance.now();
  const sockets: Socket[] = [];
  const took: number[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const limit = setTimeout(
        () => reject(new Error(`not all had a reply within ${limitMs} ms`)),
        limitMs,
      );
      for (let n = 0; n < connections; n += 1) {
        const socket = connect({ host, port: Number(port), noDelay: true });
        sockets.push(socket);
        socket.on('error', reject);
        socket.once('data', () => {
          if (took.push(performance.now() - sinceMs) < connections) return;
          clearTimeout(limit);
          resolve();
        });
        // `/small` is one packet.
        socket.on('data', () => socket.write(request));
        socket.write(request);
      }
    });
  } finally {
    for (const socket of sockets) socket.resetAndDestroy();
  }
  return took[Math.ceil(took.length * 0.99) - 1] ?? Number.NaN;
}
