import type { ProxyClock } from './clock.ts';
import type { Item } from '../stage.ts';

/** A queue that emits items at their time, in order, with one timer. */
export interface DelayLine {
  /**
   * Emits the item at `dueMs`, or after the items before it; at once if nothing waits and it is
   * due.
   */
  readonly add: (item: Item, dueMs: number) => void;
  readonly release: () => readonly Item[];
  readonly waiting: () => number;
}

interface Waiting {
  readonly item: Item;
  readonly dueMs: number;
}

/**
 * Makes an empty queue. An item due at `Infinity` waits until it is released; an item due within
 * `earlyMs` is due now.
 */
export function delayLine(
  clock: ProxyClock,
  emit: (item: Item, dueMs: number) => void,
  earlyMs = 0,
): DelayLine {
  const line: Waiting[] = [];
  // Where it begins: taking from the front of an array would move all the others.
  let first = 0;
  let cancel: (() => void) | null = null;

  const run = () => {
    cancel = null;
    for (let head = line[first]; head; head = line[first]) {
      const waitMs = head.dueMs - clock.nowMs();
      if (waitMs > earlyMs) {
        if (waitMs < Infinity) cancel = clock.after(waitMs, run);
        break;
      }
      first += 1;
      emit(head.item, head.dueMs);
    }
    if (first > 1024 || first === line.length) {
      line.splice(0, first);
      first = 0;
    }
  };
  return {
    add: (item, dueMs) => {
      line.push({ item, dueMs });
      if (line.length - first === 1) run();
    },
    waiting: () => line.length - first,
    release: () => {
      cancel?.();
      cancel = null;
      const held = line.slice(first).map(({ item }) => item);
      line.length = 0;
      first = 0;
      return held;
    },
  };
}
