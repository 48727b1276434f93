import type { Call } from '../../model/call.ts';
import type { Clock } from '../../model/clock.ts';
import { tally } from '../../model/tally.ts';

/** The calls on their way until their points are done with them. */
export interface Landings {
  /** Notes a call that lands when `delivery` settles; returns what notes that it has landed. */
  readonly begin: (call: Call, delivery: Promise<unknown>) => () => void;
  /** The number of calls of a point that have not landed. */
  readonly inFlight: (point: string) => number;
  /** Aborts when delays end that are longer than their phase. */
  readonly held: () => AbortSignal;
  /**
   * Waits until the calls on their way have landed. A delay that holds one for more than `limitMs`
   * ends then. Resolves with the calls that have not landed after as long again; each is named once.
   */
  readonly settle: (limitMs: number) => Promise<readonly Call[]>;
}

/** Creates the landings of no calls yet. */
export function landings(clock: Clock): Landings {
  const landing = new Map<Call, Promise<unknown>>();
  const inFlight = tally();
  let held = new AbortController();

  /** The calls on their way now that are so after `limitMs`, too, if they do not land before. */
  async function lateAfter(limitMs: number): Promise<readonly Call[]> {
    if (landing.size === 0) return [];
    const underWayNow = [...landing.keys()];
    const limit = new AbortController();
    const landed = Promise.allSettled(landing.values());
    await Promise.race([landed, clock.sleep(limitMs, limit.signal)]);
    limit.abort('over');
    return underWayNow.filter((call) => landing.has(call));
  }

  return {
    begin: (call, delivery) => {
      landing.set(call, delivery);
      inFlight.next(call.point);
      return () => {
        landing.delete(call);
        inFlight.less(call.point);
      };
    },
    inFlight: inFlight.of,
    held: () => held.signal,
    settle: async (limitMs) => {
      await lateAfter(limitMs);
      if (landing.size === 0) return [];
      held.abort('over');
      held = new AbortController();
      const lost = await lateAfter(limitMs);
      for (const call of lost) landing.delete(call);
      return lost;
    },
  };
}
