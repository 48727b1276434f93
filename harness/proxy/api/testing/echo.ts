import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished, vi } from 'vitest';

/** Starts a server that sends back what it receives, for the running test; returns its address. */
export async function echoServer(): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A TCP client that records what it receives. */
export interface Peer {
  readonly send: (text: string) => void;
  /** Ends the client's side. */
  readonly end: () => void;
  readonly got: () => string;
  /** How the connection closed: `end`, or the code of an error; null while it is open. */
  readonly closed: () => string | null;
}

/** Connects a client for the running test. */
export function peer(port: number): Peer {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let got = '';
  let closed: string | null = null;
  socket.setEncoding('utf8').on('data', (text: string) => (got += text));
  socket.on('error', (error: NodeJS.ErrnoException) => (closed = error.code ?? error.message));
  socket.on('end', () => (closed ??= 'end'));
  onTestFinished(() => void socket.destroy());
  return {
    send: (text) => void socket.write(text),
    end: () => void socket.end(),
    got: () => got,
    closed: () => closed,
  };
}

/** Waits until a condition holds, for 10 s at most. */
export async function until(isSo: () => boolean): Promise<void> {
  await vi.waitFor(
    () => {
      if (!isSo()) throw new Error('it did not come about');
    },
    { timeout: 10_000, interval: 5 },
  );
}
