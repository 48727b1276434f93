import type { Disposition } from '../../model/trace.ts';

/** What the default reader makes of an answer. */
export interface Reading {
  readonly disposition: Disposition;
  /** How else its words may be meant; empty where they are clear, absent where structure says it. */
  readonly mayBe?: readonly Disposition[];
}

/** A reading by the structure of an answer. */
export function told(disposition: Disposition): Reading {
  return { disposition };
}

/** A reading by words. */
export function worded(disposition: Disposition, ...mayBe: readonly Disposition[]): Reading {
  return { disposition, mayBe };
}
