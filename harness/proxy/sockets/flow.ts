import type { OnReadOpts, Socket } from 'node:net';
import { openChain, type Chain, type Sink } from './chain.ts';
import type { ProxyClock } from '../lines/clock.ts';
import { returnBuffer, takeBuffer } from './read-buffers.ts';
import type { Stream } from '../toxic.ts';

/**
 * One direction of a connection: data read from one socket goes through its toxics to the other.
 */
export interface Flow {
  readonly chain: Chain;
  /** The read options of the source socket. */
  readonly onread: OnReadOpts;
  /** Sets the source, and starts reading from it. */
  readonly read: (from: Socket) => void;
  /** Sets the target; data read before that is kept, within bounds. */
  readonly join: (to: Socket) => void;
  /** Called when the source sends no more. */
  readonly end: () => void;
  /** Must be called after a change of the chain, since a sender that waited may go on. */
  readonly relax: () => void;
  /** Must be called once when both sockets are gone; frees the buffer. */
  readonly release: () => void;
  readonly bytes: () => { readonly received: number; readonly sent: number };
}

const chunkBytes = 32 * 1024;
const mostBufferBytes = 256 * 1024;
const mostEarlyBytes = 64 * 1024;
const mostBacklogBytes = 256 * 1024;

/** The mutable state of a flow. */
interface State {
  readonly clock: ProxyClock;
  readonly chain: Chain;
  source: Socket | undefined;
  target: Socket | undefined;
  buffer: Buffer;
  /** Data that came before the target was set. */
  early: Uint8Array[];
  earlyBytes: number;
  received: number;
  sent: number;
  hasEnded: boolean;
  isPaused: boolean;
  /** Whether the data of the last read is still being written, from the read buffer itself. */
  isInUse: boolean;
}

/**
 * Makes a flow without sockets. `over` is called at its end, for one direction or the whole
 * connection.
 */
export function openFlow(clock: ProxyClock, stream: Stream, over: Omit<Sink, 'write'>): Flow {
  const chain = openChain(clock, stream, {
    ...over,
    write: (data) => {
      write(state, data);
      relax(state);
    },
  });
  const state: State = {
    clock,
    chain,
    source: undefined,
    target: undefined,
    buffer: takeBuffer(),
    early: [],
    earlyBytes: 0,
    received: 0,
    sent: 0,
    hasEnded: false,
    isPaused: false,
    isInUse: false,
  };
  return {
    chain,
    onread: { buffer: () => state.buffer, callback: (size) => take(state, size) },
    read: (from) => {
      state.source = from;
      from.resume();
    },
    join: (to) => join(state, to),
    end: () => {
      if (state.hasEnded) return;
      state.hasEnded = true;
      chain.take('end');
    },
    relax: () => relax(state),
    release: () => {
      if (!state.isInUse) returnBuffer(state.buffer);
    },
    bytes: () => ({ received: state.received, sent: state.sent }),
  };
}

/** Takes the data of a read; false if no more can be taken for now. */
function take(state: State, size: number): boolean {
  const { chain, target, buffer } = state;
  state.received += size;
  // The other end is gone: what is read is nobody's.
  if (chain.isOver()) return true;
  if (target && chain.isEmpty()) {
    write(state, buffer.subarray(0, size));
    state.isPaused = state.isInUse = target.writableLength > 0;
  } else {
    takeApart(state, size);
    state.isPaused = isFull(state);
  }
  const isFilled = size === buffer.length && size < mostBufferBytes;
  if (isFilled) state.buffer = Buffer.allocUnsafeSlow(buffer.length * 4);
  return !state.isPaused;
}

/** Copies data for the chain, since toxics may hold it while the buffer is read into again. */
function takeApart(state: State, size: number): void {
  const { clock, chain, buffer } = state;
  const readMs = clock.nowMs();
  const isKept = size > buffer.length / 2;
  const data = isKept ? buffer.subarray(0, size) : Buffer.from(buffer.subarray(0, size));
  if (isKept) state.buffer = Buffer.allocUnsafeSlow(buffer.length);
  for (let at = 0; at < size; at += chunkBytes) {
    chain.take({ data: data.subarray(at, at + chunkBytes), readMs });
  }
}

function write(state: State, data: Uint8Array): void {
  if (state.target) {
    state.sent += data.length;
    state.target.write(data);
  } else {
    state.early.push(data);
    state.earlyBytes += data.length;
  }
}

function isFull({ isInUse, earlyBytes, target, chain }: State): boolean {
  return (
    isInUse ||
    earlyBytes > mostEarlyBytes ||
    (target?.writableLength ?? 0) > mostBacklogBytes ||
    chain.isFull()
  );
}

function relax(state: State): void {
  if (!state.isPaused || isFull(state)) return;
  state.isPaused = false;
  state.source?.resume();
}

function join(state: State, to: Socket): void {
  const { early } = state;
  state.target = to;
  to.on('drain', () => {
    state.isInUse = false;
    relax(state);
  });
  state.early = [];
  state.earlyBytes = 0;
  for (const data of early) write(state, data);
  relax(state);
}
