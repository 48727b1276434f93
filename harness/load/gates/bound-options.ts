import type { LoadPrices } from '../../model/load/load-options.ts';
import type { PhaseCount } from '../counts/fold.ts';

/** What a bound on the tasks of each phase looks at. */
export interface BoundOptions {
  readonly phases: readonly PhaseCount[];
  readonly windowMs: number;
  readonly prices: LoadPrices | null;
  readonly seed: number;
  /** Of the intervals; 0.95 where left out. */
  readonly confidence?: number;
}
