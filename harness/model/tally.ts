/** Counts by name. */
export interface Tally {
  /** Adds one to a name, and returns its count, from 1. */
  readonly next: (name: string) => number;
  /** The count of a name. */
  readonly of: (name: string) => number;
  /** Subtracts one; a name at 0 is forgotten. */
  readonly less: (name: string) => void;
  readonly forget: (name: string) => void;
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
    less: (name) => {
      const count = (counts.get(name) ?? 0) - 1;
      if (count > 0) counts.set(name, count);
      else counts.delete(name);
    },
    forget: (name) => void counts.delete(name),
  };
}
