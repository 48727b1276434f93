import { createServer as createHttp1, type RequestListener, type ServerOptions } from 'node:http';
import { createServer as createHttp2 } from 'node:http2';
import { createServer, type Server, type Socket } from 'node:net';
import { countStream } from './cut.ts';

/** No limit of a server's own: a connection that it closed by itself would look like a fault. */
export const serverLimits: ServerOptions = {
  keepAliveTimeout: 0,
  headersTimeout: 0,
  requestTimeout: 0,
  maxHeaderSize: 256 * 1024,
};

/** A server on one port of HTTP/1.1 and, to clients that begin with it, HTTP/2 in clear, as AWS's does. */
export function httpServer(onRequest: RequestListener): Server {
  const http1 = createHttp1(serverLimits, onRequest);
  http1.on('connect', (_request, socket) => {
    socket.on('error', ignored);
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nconnection: close\r\n\r\n');
    // The end of what nobody reads never comes, and the socket would stay open.
    socket.resume();
  });
  // Requests and responses of HTTP/2 have the interface of those of HTTP/1, which their types do not show.
  const http2 = createHttp2(onRequest as unknown as Parameters<typeof createHttp2>[0]);
  http2.on('stream', countStream);
  http2.on('sessionError', ignored);
  return createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    socket.on('error', ignored);
    awaitVersion(socket, (version) => (version === 2 ? http2 : http1).emit('connection', socket));
  });
}

/** Tells the version of HTTP of a connection by its first bytes, which stay to be read. */
function awaitVersion(socket: Socket, found: (version: 1 | 2) => void): void {
  const look = () => {
    const head = socket.read() as Buffer | null;
    if (head !== null) socket.unshift(head);
    const isOpen = head !== null && head.length < preface.length && !socket.readableEnded;
    if (isOpen && preface.startsWith(head.toString('latin1'))) return;
    socket.off('readable', look);
    found(head?.toString('latin1').startsWith(preface) ? 2 : 1);
  };
  socket.on('readable', look);
}

/** The beginning of every connection of HTTP/2 (RFC 9113, 3.4). */
const preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';

function ignored(): void {}
