import type { OnReadOpts, Socket } from 'node:net';
import { openChain, type Chain, type Sink } from './chain.ts';
import type { ProxyClock } from './clock.ts';

/** One direction of a connection: what is read from one socket goes, by its toxics, to the other. */
export interface Flow {
  readonly chain: Chain;
  /** How the socket it reads from has to be read. */
  readonly onread: OnReadOpts;
  /** Joins it to its sockets, which are read from now on. */
  readonly start: (from: Socket, to: Socket) => void;
  /** Its source sends no more. */
  readonly end: () => void;
  /** To be called after a change of its chain: a sender that waited may go on. */
  readonly relax: () => void;
  readonly bytes: () => { readonly received: number; readonly sent: number };
}

const chunkBytes = 32 * 1024;
const firstBufferBytes = 16 * 1024;
const mostBufferBytes = 256 * 1024;
const mostBacklogBytes = 256 * 1024;

/** A flow that is joined to no sockets yet. `over` ends it: half of the connection, or all. */
export function openFlow(clock: ProxyClock, over: Omit<Sink, 'write'>): Flow {
  let source: Socket;
  let target: Socket;
  let buffer = Buffer.allocUnsafeSlow(firstBufferBytes);
  let received = 0;
  let sent = 0;
  let hasEnded = false;
  let isPaused = false;
  // What was read last is still being written, from the buffer itself.
  let isLent = false;

  const isFull = () =>
    isLent || target.writableLength > mostBacklogBytes || chain.heldBytes() > chain.roomBytes();
  const relax = () => {
    if (!isPaused || isFull()) return;
    isPaused = false;
    source.resume();
  };
  const write = (data: Uint8Array) => {
    sent += data.length;
    target.write(data);
  };
  const chain = openChain(clock, {
    ...over,
    write: (data) => {
      write(data);
      relax();
    },
  });
  const takeIn = (size: number) => {
    const readMs = clock.nowMs();
    const isKept = size > buffer.length / 2;
    const data = isKept ? buffer.subarray(0, size) : Buffer.from(buffer.subarray(0, size));
    if (isKept) buffer = Buffer.allocUnsafeSlow(buffer.length);
    for (let at = 0; at < size; at += chunkBytes) {
      chain.take({ data: data.subarray(at, at + chunkBytes), readMs });
    }
  };
  const read = (size: number) => {
    received += size;
    // The other end is gone: what is read is nobody's.
    if (chain.isOver()) return true;
    const isAll = size === buffer.length && size < mostBufferBytes;
    if (chain.isEmpty()) {
      write(buffer.subarray(0, size));
      isLent = target.writableLength > 0;
    } else {
      takeIn(size);
    }
    if (isAll) buffer = Buffer.allocUnsafeSlow(buffer.length * 4);
    isPaused = isFull();
    return !isPaused;
  };
  return {
    chain,
    onread: { buffer: () => buffer, callback: read },
    start: (from, to) => {
      source = from;
      target = to;
      to.on('drain', () => {
        isLent = false;
        relax();
      });
      from.resume();
    },
    end: () => {
      if (hasEnded) return;
      hasEnded = true;
      chain.take('end');
    },
    relax,
    bytes: () => ({ received, sent }),
  };
}
