import type { Draw } from '../model/random.ts';
import type { ProxyClock } from './lines/clock.ts';
import type { Stream } from './toxic.ts';

/** Bytes that were read at once, at most 32 KiB of them. */
export interface Chunk {
  readonly data: Uint8Array;
  /** When they were read; a toxic that delays them moves it on, so that delays add up. */
  readonly readMs: number;
}

/** What flows one way through a connection: chunks, then its end. */
export type Item = Chunk | 'end';

/** One toxic at work on one direction of one connection. */
export interface ToxicStage {
  readonly take: (item: Item) => void;
  /**
   * Gives back what it holds, oldest first, because it is taken off or set anew; nothing comes out
   * of it afterwards.
   */
  readonly release: () => readonly Item[];
  /** How many items wait in it. */
  readonly waiting?: () => number;
}

/** What a stage works with and works on. */
export interface Outlet {
  readonly stream: Stream;
  readonly clock: ProxyClock;
  /** Draws of this toxic on this connection. */
  readonly draw: Draw;
  /** What this toxic remembers of this connection; outlives changes of its attributes. */
  readonly memory: Map<string, number>;
  /** Passes an item on. */
  readonly emit: (item: Item) => void;
  /** Lets an item go; it cannot be held again. */
  readonly drop: (item: Item) => void;
  /** Says something to the client, as if the server had. */
  readonly reply: (data: Uint8Array) => void;
  /** Closes the connection, once all that was passed on is sent. */
  readonly close: () => void;
  /** Tears the connection down with RST, both ways. */
  readonly reset: () => void;
  /** Says that it changed, held or dropped something. */
  readonly strike: () => void;
}
