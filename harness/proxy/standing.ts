import type { Toxic } from './toxic.ts';
import type { ToxicKind } from './toxic-kind.ts';

/** A toxic that is on a proxy. */
export interface ActiveToxic {
  readonly toxic: Toxic;
  readonly kind: ToxicKind;
  /** Its place among the toxics; kept when it is set anew. */
  readonly order: number;
  /** Counts a connection that meets it: 1 for the first since it was put on. */
  readonly meet: () => number;
}
