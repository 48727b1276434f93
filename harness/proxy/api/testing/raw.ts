import { connect, type AddressInfo } from 'node:net';
import type { Server } from 'node:http';

/** Sends raw bytes, and resolves to everything received until the server closes. */
export function raw(server: Server, bytes: string): Promise<string> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    let got = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (text: string) => (got += text));
    socket.on('error', reject).on('close', () => resolve(got));
  });
}
