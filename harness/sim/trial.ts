import { simulate, type SimControls, type SimEnd, type SimOptions } from './kernel.ts';

/** Runs a simulation with limits for tests. */
export function trial<T>(
  main: (sim: SimControls) => Promise<T>,
  options: Partial<SimOptions> = {},
): Promise<SimEnd<T>> {
  return simulate({ ...usual, ...options }, main);
}

/** Returns the value of a trial; fails if the trial did not end well. */
export async function valueOf<T>(
  main: (sim: SimControls) => Promise<T>,
  options: Partial<SimOptions> = {},
): Promise<T> {
  const end = await trial(main, options);
  if (end.how === 'done') return end.value;
  throw new Error(`the run ${end.how}`, { cause: end });
}

const usual: SimOptions = {
  seed: 1,
  epochMs: Date.UTC(2025, 0, 1),
  limits: { virtualMs: 3_600_000, steps: 100_000, stuckMs: 500 },
  fetch: async () => new Response('{}'),
};
