import { Socket, type LookupFunction, type OnReadOpts, type SocketConstructorOpts } from 'node:net';
import type { Address } from './address.ts';

// With a high-water mark of 1 every write says `drain` once the kernel has all of it.
const shared = { allowHalfOpen: true, writableHighWaterMark: 1, manualStart: true } as const;

// Node's own name for what a socket reads from and writes to.
const handleKey = '_handle';

/**
 * Moves an accepted connection to a new socket that is read by `onread`: without a stream, an event
 * and a buffer for each chunk, which are most of a proxy's cost. Only sockets made by oneself can
 * be read so.
 */
export function adopt(accepted: Socket, onread: OnReadOpts): Socket {
  const owner = accepted as unknown as Record<typeof handleKey, unknown>;
  const handle = owner[handleKey];
  owner[handleKey] = null;
  // It has no handle left to close; the server is to forget it.
  accepted.destroy();
  return new Socket({ ...shared, onread, handle } as SocketConstructorOpts);
}

/** Opens a socket to `address`, with `lookup` for host names; it must be resumed to be read. */
export function dial({ host, port }: Address, onread: OnReadOpts, lookup?: LookupFunction): Socket {
  const socket = new Socket({ ...shared, onread, noDelay: true });
  return socket.connect({ port, ...(host !== undefined && { host }), ...(lookup && { lookup }) });
}
