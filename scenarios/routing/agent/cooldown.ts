import type { Safeguards } from './safeguards.ts';

/** Stands in front of a model: lets calls through, or fails them at once. */
export interface Cooldown {
  /** Runs a call, or throws `Cooling` without it. */
  readonly run: <T>(call: () => Promise<T>) => Promise<T>;
}

/** The model is left alone for now. */
export class Cooling extends Error {
  override readonly name = 'Cooling';
}

/** So many failures in a row, and a model is left alone for so long (ms). */
export const mostFailures = 2;
export const coolMs = 400;

/** A model that has not failed yet. After its pause one call tries it, and others wait for what comes of it. */
export function cooldown({ coolsDown }: Safeguards): Cooldown {
  let failures = 0;
  let untilMs = 0;
  let probe: Promise<unknown> | undefined;

  async function attempt<T>(call: () => Promise<T>): Promise<T> {
    try {
      const value = await call();
      failures = 0;
      return value;
    } catch (error) {
      failures += 1;
      untilMs = performance.now() + coolMs;
      throw error;
    }
  }

  return {
    run: async (call) => {
      if (!coolsDown) return call();
      while (probe) await probe;
      if (failures < mostFailures) return attempt(call);
      if (performance.now() < untilMs) throw new Cooling('the model is left alone');
      const result = attempt(call);
      probe = result.then(
        () => (probe = undefined),
        () => (probe = undefined),
      );
      return result;
    },
  };
}
