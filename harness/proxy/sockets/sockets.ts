import { Socket, type LookupFunction, type OnReadOpts, type SocketConstructorOpts } from 'node:net';
import type { Address } from './address.ts';

// With a high-water mark of 1 every write says `drain` once the kernel has all of it.
const shared = { allowHalfOpen: true, writableHighWaterMark: 1, manualStart: true } as const;

// Node's own name for what a socket reads from and writes to.
const handleKey = '_handle';

/**
 * The same connection as `accepted`, read by `onread`: without a stream, an event and a buffer for
 * each chunk, which is most of what a proxy costs. Only sockets that one makes oneself can be read
 * so, hence the handle is moved to a new one.
 */
export function adopt(accepted: Socket, onread: OnReadOpts): Socket {
  const owner = accepted as unknown as Record<typeof handleKey, unknown>;
  const handle = owner[handleKey];
  owner[handleKey] = null;
  // It has no handle left to close; the server is to forget it.
  accepted.destroy();
  return new Socket({ ...shared, onread, handle } as SocketConstructorOpts);
}

/** A socket that connects to `address`, by `lookup` for a name; it must be resumed to be read. */
export function dial({ host, port }: Address, onread: OnReadOpts, lookup?: LookupFunction): Socket {
  const socket = new Socket({ ...shared, onread, noDelay: true });
  return socket.connect({ port, ...(host !== undefined && { host }), ...(lookup && { lookup }) });
}
