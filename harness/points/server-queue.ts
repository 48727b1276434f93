import type { Clock } from '../model/clock.ts';
import type { Capacity } from '../model/point.ts';

/** The calls of a point that wait for one of its workers, and those that have one. */
export interface ServerQueue {
  /**
   * Resolves once a worker has served the call, first come, first served; to false, at once, where
   * the queue is full. `extraMs` says, when a worker begins with it, how much longer it takes than usual. A
   * caller that leaves does not take its call out of the queue: the server does not see it leave.
   */
  readonly served: (extraMs: () => number) => Promise<boolean>;
}

/** A point at rest. */
export function serverQueue({ workers, serviceMs, queue }: Capacity, clock: Clock): ServerQueue {
  const waiting: ((fromMs: number) => void)[] = [];
  // A list whose head is taken off would be copied for each of many thousands that wait.
  let head = 0;
  let busy = 0;
  const next = (fromMs: number) => {
    const begin = waiting[head];
    if (!begin) return void (busy -= 1);
    head += 1;
    if (head > 1000 && head * 2 > waiting.length) {
      waiting.splice(0, head);
      head = 0;
    }
    begin(fromMs);
  };
  /** Resolves to when a worker began with the call (ms). */
  const turn = async () => {
    if (busy >= workers) return await new Promise<number>((resolve) => void waiting.push(resolve));
    busy += 1;
    return clock.nowMs();
  };
  return {
    served: async (extraMs) => {
      if (busy >= workers && waiting.length - head >= queue) return false;
      // A real timer is late: from when the call before was to end, a worker keeps its pace.
      const endMs = (await turn()) + serviceMs + extraMs();
      await clock.sleep(Math.max(0, endMs - clock.nowMs()));
      next(endMs);
      return true;
    },
  };
}
