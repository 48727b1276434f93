import type { Toxic } from './toxic.ts';
import type { ToxicKind } from './toxic-kind.ts';

/** A toxic of a proxy, with its kind. */
export interface ActiveToxic {
  readonly toxic: Toxic;
  readonly kind: ToxicKind;
  /** The toxic's place among all toxics; a change keeps it. */
  readonly order: number;
  /**
   * Counts one more connection, and returns the count: 1 for the first since the toxic was added.
   */
  readonly countConnection: () => number;
}
