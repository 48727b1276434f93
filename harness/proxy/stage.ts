import type { Draw } from '../model/random.ts';
import type { ProxyClock } from './lines/clock.ts';
import type { Stream } from './toxic.ts';

/** Bytes of one read, 32 KiB at most. */
export interface Chunk {
  readonly data: Uint8Array;
  /**
   * When the bytes were read (ms). A toxic that delays them adds its delay, so that delays sum up.
   */
  readonly readMs: number;
}

/** An item of one direction of a connection: a chunk, or the end. */
export type Item = Chunk | 'end';

/** A toxic at work on one direction of one connection. */
export interface ToxicStage {
  readonly take: (item: Item) => void;
  /**
   * Returns the items it holds, oldest first, when the toxic is removed or changed; emits nothing
   * afterwards.
   */
  readonly release: () => readonly Item[];
  /** How many items the stage holds. */
  readonly waiting?: () => number;
}

/** What a stage may use and call. */
export interface Outlet {
  readonly stream: Stream;
  readonly clock: ProxyClock;
  /** The draws of this toxic on this connection. */
  readonly draw: Draw;
  /** The toxic's memory of this connection; changes of its attributes keep it. */
  readonly memory: Map<string, number>;
  /** Passes an item on. */
  readonly emit: (item: Item) => void;
  /** Drops an item. */
  readonly drop: (item: Item) => void;
  /** Sends data to the client, as if the server had sent it. */
  readonly reply: (data: Uint8Array) => void;
  /** Closes the connection after everything emitted is sent. */
  readonly close: () => void;
  /** Resets the connection (RST) in both directions. */
  readonly reset: () => void;
  /** Reports that the toxic changed, held or dropped something. */
  readonly strike: () => void;
}
