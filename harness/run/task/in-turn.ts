import { toMs } from '../../model/options/duration.ts';
import type { Scenario, Task } from '../../model/scenario.ts';
import type { Runtime } from '../runtime.ts';

/**
 * Asks all tasks in their order, as many at once as the scenario says, and none before its time; once
 * one throws no other begins.
 */
export async function inTurn(
  { tasks, atOnce }: Pick<Scenario, 'tasks' | 'atOnce'>,
  { clock }: Pick<Runtime, 'clock'>,
  ask: (task: Task, index: number) => Promise<void>,
): Promise<void> {
  const beganMs = clock.nowMs();
  const due = tasks.entries();
  let isOver = false;
  const some = async () => {
    for (const [index, task] of due) {
      const waitMs = beganMs + toMs(task.after ?? 0) - clock.nowMs();
      if (waitMs > 0) await clock.sleep(waitMs);
      if (isOver) return;
      await ask(task, index);
    }
  };
  const all = Array.from({ length: Math.min(atOnce, tasks.length) }, some);
  await Promise.all(all).finally(() => {
    isOver = true;
  });
}
