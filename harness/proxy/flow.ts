import type { OnReadOpts, Socket } from 'node:net';
import { openChain, type Chain, type Sink } from './chain.ts';
import type { ProxyClock } from './clock.ts';
import { giveBack, lend } from './read-buffers.ts';
import type { Stream } from './toxic.ts';

/** One direction of a connection: what is read from one socket goes, by its toxics, to the other. */
export interface Flow {
  readonly chain: Chain;
  /** How the socket it reads from has to be read. */
  readonly onread: OnReadOpts;
  /** Its source, which is read from now on. */
  readonly read: (from: Socket) => void;
  /** Where it writes to; what was read before that is kept, within bounds. */
  readonly join: (to: Socket) => void;
  /** Its source sends no more. */
  readonly end: () => void;
  /** To be called after a change of its chain: a sender that waited may go on. */
  readonly relax: () => void;
  /** Both sockets are gone: its buffer is free. To be called once. */
  readonly release: () => void;
  readonly bytes: () => { readonly received: number; readonly sent: number };
}

const chunkBytes = 32 * 1024;
const mostBufferBytes = 256 * 1024;
const mostEarlyBytes = 64 * 1024;
const mostBacklogBytes = 256 * 1024;

/** A flow that is joined to no sockets yet. `over` ends it: half of the connection, or all. */
export function openFlow(clock: ProxyClock, stream: Stream, over: Omit<Sink, 'write'>): Flow {
  let source: Socket;
  let target: Socket | undefined;
  // What came before the target did.
  let early: Uint8Array[] = [];
  let earlyBytes = 0;
  let buffer = lend();
  let received = 0;
  let sent = 0;
  let hasEnded = false;
  let isPaused = false;
  // What was read last is still being written, from the buffer itself.
  let isLent = false;

  const isFull = () =>
    isLent ||
    earlyBytes > mostEarlyBytes ||
    (target?.writableLength ?? 0) > mostBacklogBytes ||
    chain.heldBytes() > chain.roomBytes();
  const relax = () => {
    if (!isPaused || isFull()) return;
    isPaused = false;
    source.resume();
  };
  const keep = (data: Uint8Array) => {
    early.push(data);
    earlyBytes += data.length;
  };
  const write = (data: Uint8Array) => {
    if (!target) return keep(data);
    sent += data.length;
    target.write(data);
  };
  const chain = openChain(clock, stream, {
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
    const isFilled = size === buffer.length && size < mostBufferBytes;
    if (target && chain.isEmpty()) {
      write(buffer.subarray(0, size));
      isPaused = isLent = target.writableLength > 0;
    } else {
      takeIn(size);
      isPaused = isFull();
    }
    if (isFilled) buffer = Buffer.allocUnsafeSlow(buffer.length * 4);
    return !isPaused;
  };
  return {
    chain,
    onread: { buffer: () => buffer, callback: read },
    read: (from) => {
      source = from;
      from.resume();
    },
    join: (to) => {
      target = to;
      to.on('drain', () => {
        isLent = false;
        relax();
      });
      const kept = early;
      early = [];
      earlyBytes = 0;
      for (const data of kept) write(data);
      relax();
    },
    end: () => {
      if (hasEnded) return;
      hasEnded = true;
      chain.take('end');
    },
    relax,
    release: () => {
      if (!isLent) giveBack(buffer);
    },
    bytes: () => ({ received, sent }),
  };
}
