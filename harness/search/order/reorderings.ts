import * as fc from 'fast-check';
import type { FaultRegistry } from '../../model/fault/fault-registry.ts';
import type { Plan } from '../../model/fault/plan.ts';
import type { Crossing } from '../observe/observation.ts';
import { pinned } from '../schedule.ts';

/** Delays this short reorder replies, and are no fault in themselves (ms). */
const longestMs = 40;

/** Plans that delay each reply by up to 40 ms, so that parallel calls return in other orders. */
export function reorderings(
  crossings: readonly Crossing[],
  { delayed }: FaultRegistry,
  count: number,
  seed: number,
): readonly Plan[] {
  if (crossings.length < 2 || count < 1) return [];
  const delays = fc.array(fc.integer({ min: 1, max: longestMs }), {
    minLength: crossings.length,
    maxLength: crossings.length,
  });
  return fc
    .sample(delays, { seed, numRuns: count })
    .map((list) => crossings.map((crossing, n) => pinned(delayed(list[n] ?? 1), crossing)));
}
