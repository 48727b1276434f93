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
export function serverQueue(
  { workers, serviceMs, queue }: Capacity,
  clock: Pick<Clock, 'sleep'>,
): ServerQueue {
  const waiting: (() => void)[] = [];
  // A list whose head is taken off would be copied for each of many thousands that wait.
  let head = 0;
  let busy = 0;
  const next = () => {
    const begin = waiting[head];
    if (!begin) return void (busy -= 1);
    head += 1;
    if (head > 1000 && head * 2 > waiting.length) {
      waiting.splice(0, head);
      head = 0;
    }
    begin();
  };
  const turn = async () => {
    if (busy < workers) return void (busy += 1);
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
    });
  };
  return {
    served: async (extraMs) => {
      if (busy >= workers && waiting.length - head >= queue) return false;
      await turn();
      await clock.sleep(serviceMs + extraMs());
      next();
      return true;
    },
  };
}
