import type { Disposition } from '../../model/trace/trace.ts';

/** What the default reader makes of an answer. */
export interface DispositionReading {
  readonly disposition: Disposition;
  /** How else its words may be meant; empty where they are clear, absent where structure says it. */
  readonly mayBe?: readonly Disposition[];
}

/** A reading by the structure of an answer. */
export function told(disposition: Disposition): DispositionReading {
  return { disposition };
}

/** A reading by words. */
export function worded(
  disposition: Disposition,
  ...mayBe: readonly Disposition[]
): DispositionReading {
  return { disposition, mayBe };
}
