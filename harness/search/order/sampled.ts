import * as fc from 'fast-check';
import type { Step } from '../node.ts';

/** At most `most` of the steps, in an order drawn by fast-check. */
export function sampled(steps: readonly Step[], most: number, seed: number): readonly Step[] {
  const size = Math.min(most, steps.length);
  if (size === 0) return [];
  const indices = steps.map((_, index) => index);
  const some = fc.shuffledSubarray(indices, { minLength: size, maxLength: size });
  return (fc.sample(some, { seed, numRuns: 1 })[0] ?? []).flatMap((index) => steps[index] ?? []);
}
