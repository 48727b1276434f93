import type { Clock } from '../model/clock.ts';
import type { Capacity } from '../model/point.ts';

/** The calls of a point that are being served, and those that wait for a worker. */
export interface ServerQueue {
  /**
   * Resolves to true once a worker has served the call, in order of arrival; to false, at once, if
   * the queue is full. `extraMs` is read when a worker begins with the call: the time it takes
   * beyond the usual. A call whose caller has left stays in the queue, since the server does not
   * see it leave.
   */
  readonly served: (extraMs: () => number) => Promise<boolean>;
}

/** Creates the queue of an idle point. */
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
