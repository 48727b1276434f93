/** A queue that returns its least entry first. */
export interface Heap<T> {
  readonly push: (entry: T) => void;
  readonly peek: () => T | undefined;
  readonly pop: () => T | undefined;
  readonly size: () => number;
  /** Drops all other entries. */
  readonly keep: (isKept: (entry: T) => boolean) => void;
  readonly clear: () => void;
}

/** A binary heap ordered by `before`, which must be a strict total order. */
export function heap<T>(before: (a: T, b: T) => boolean): Heap<T> {
  let entries: T[] = [];
  return {
    push: (entry) => {
      entries.push(entry);
      rise(entries, before);
    },
    peek: () => entries[0],
    pop: () => {
      const least = entries[0];
      const last = entries.pop();
      if (last !== undefined && entries.length > 0) {
        entries[0] = last;
        sink(entries, before);
      }
      return least;
    },
    size: () => entries.length,
    keep: (isKept) => {
      // A sorted list is a heap.
      entries = entries.filter(isKept).toSorted((a, b) => (before(a, b) ? -1 : 1));
    },
    clear: () => {
      entries.length = 0;
    },
  };
}

function rise<T>(entries: T[], before: (a: T, b: T) => boolean): void {
  let at = entries.length - 1;
  const entry = entries[at] as T;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = entries[above] as T;
    if (!before(entry, parent)) break;
    entries[at] = parent;
    at = above;
  }
  entries[at] = entry;
}

function sink<T>(entries: T[], before: (a: T, b: T) => boolean): void {
  const entry = entries[0] as T;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= entries.length) break;
    if (below + 1 < entries.length && before(entries[below + 1] as T, entries[below] as T)) {
      below += 1;
    }
    const child = entries[below] as T;
    if (!before(child, entry)) break;
    entries[at] = child;
    at = below;
  }
  entries[at] = entry;
}
