import type { ProxyClock } from './clock.ts';
import type { Item } from '../stage.ts';

/** A queue that emits items one by one, with the same gap after each. */
export interface PacedLine {
  /** Emits the item at once if the last gap is over; else when its turn comes. */
  readonly add: (item: Item) => void;
  readonly release: () => readonly Item[];
  readonly waiting: () => number;
}

/**
 * Makes an empty queue. With a gap above 0 each item is emitted in its own turn of the event loop,
 * since items of one turn reach the reader as one.
 */
export function pacedLine(clock: ProxyClock, gapMs: number, emit: (item: Item) => void): PacedLine {
  let line: Item[] = [];
  // Taking from the front of an array would move all the others.
  let first = 0;
  let isOpen = true;
  let cancel: (() => void) | null = null;

  const run = () => {
    isOpen = true;
    cancel = null;
    while (isOpen && first < line.length) {
      const item = line[first++] as Item;
      if (gapMs > 0) {
        isOpen = false;
        cancel = clock.exactlyAfter(gapMs, run);
      }
      emit(item);
    }
    if (first === line.length) {
      line = [];
      first = 0;
    }
  };
  return {
    add: (item) => {
      line.push(item);
      if (isOpen) run();
    },
    waiting: () => line.length - first,
    release: () => {
      cancel?.();
      cancel = null;
      const held = line.slice(first);
      line = [];
      first = 0;
      return held;
    },
  };
}
