import type { OnReadOpts, Socket } from 'node:net';
import { openChain, type Chain, type Sink } from './chain.ts';
import type { ProxyClock } from '../lines/clock.ts';
import { giveBack, lend } from './read-buffers.ts';
import type { Stream } from '../toxic.ts';

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

/** All that changes in a flow. */
interface State {
  readonly clock: ProxyClock;
  readonly chain: Chain;
  source: Socket | undefined;
  target: Socket | undefined;
  buffer: Buffer;
  /** What came before there was a target. */
  early: Uint8Array[];
  earlyBytes: number;
  received: number;
  sent: number;
  hasEnded: boolean;
  isPaused: boolean;
  /** What was read last is still being written, from the buffer itself. */
  isLent: boolean;
}

/** A flow that is joined to no sockets yet. `over` ends it: half of the connection, or all. */
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
    buffer: lend(),
    early: [],
    earlyBytes: 0,
    received: 0,
    sent: 0,
    hasEnded: false,
    isPaused: false,
    isLent: false,
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
      if (!state.isLent) giveBack(state.buffer);
    },
    bytes: () => ({ received: state.received, sent: state.sent }),
  };
}

/** Takes what was just read into the buffer; false where no more can be taken for now. */
function take(state: State, size: number): boolean {
  const { chain, target, buffer } = state;
  state.received += size;
  // The other end is gone: what is read is nobody's.
  if (chain.isOver()) return true;
  if (target && chain.isEmpty()) {
    write(state, buffer.subarray(0, size));
    state.isPaused = state.isLent = target.writableLength > 0;
  } else {
    takeApart(state, size);
    state.isPaused = isFull(state);
  }
  const isFilled = size === buffer.length && size < mostBufferBytes;
  if (isFilled) state.buffer = Buffer.allocUnsafeSlow(buffer.length * 4);
  return !state.isPaused;
}

/** Gives the chain chunks of their own: toxics may hold them while the buffer is read into again. */
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

function isFull({ isLent, earlyBytes, target, chain }: State): boolean {
  return (
    isLent ||
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
    state.isLent = false;
    relax(state);
  });
  state.early = [];
  state.earlyBytes = 0;
  for (const data of early) write(state, data);
  relax(state);
}
