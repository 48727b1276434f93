import type { ScheduleSpec } from '../executor/executor.ts';
import { inOrder } from '../order/in-order.ts';
import type { Observation } from '../observe/observation.ts';
import { keyOf } from '../schedule.ts';
import type { Search } from './search-state.ts';

/**
 * Runs the schedules of a level (0: many faults at once) and gives each observation to `take`, in order,
 * until the search stops or `take` resolves with false. A schedule that was run before is not run again.
 */
export async function runThrough<T extends Pick<ScheduleSpec, 'plan' | 'isTimed'>>(
  search: Search,
  level: number,
  schedules: readonly T[],
  take: (observation: Observation, schedule: T, isKnown: boolean) => Promise<boolean>,
): Promise<void> {
  if (search.stopped) return;
  const { early, executor, subject, options, found } = search;
  let left = schedules.length;
  await inOrder(
    schedules,
    executor.width,
    async ({ plan, isTimed = true }) =>
      early.get(keyOf(plan)) ??
      executor.observe({ ...subject, plan, ...(!isTimed && { isTimed }) }),
    async (observation, schedule) => {
      const goesOn = await take(observation, schedule, early.has(keyOf(schedule.plan)));
      left -= 1;
      options.onProgress?.({ level, runs: search.runs, left, findings: found.count() });
      return goesOn;
    },
  );
}
