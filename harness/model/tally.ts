/** Counts by name. */
export interface Tally {
  /** The number this name has now, from 1. */
  readonly next: (name: string) => number;
  /** The number it has had last. */
  readonly of: (name: string) => number;
}

/** A tally with every count at 0. */
export function tally(): Tally {
  const counts = new Map<string, number>();
  return {
    next: (name) => {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return count;
    },
    of: (name) => counts.get(name) ?? 0,
  };
}
