import type { Scenario } from '../../model/scenario.ts';
import { workerPool } from './worker-pool.ts';
import type { Executor } from './executor.ts';
import { inThread } from './in-thread.ts';
import { hire, type Worker } from './worker-process.ts';

/** Schedules under way for each worker: enough that it never waits for the next. */
const perWorker = 16;

/**
 * An executor that spreads schedules over processes, of which this is one: a process that only
 * waits for the others would take processor time from them. Processes rather than threads: an agent
 * that never yields can only be stopped on the main thread of its process.
 */
export function forked(
  scenario: Scenario,
  { file, workers }: { readonly file: string; readonly workers: number },
): Executor {
  const here = inThread(scenario);
  const task = { file, title: scenario.title };
  const crew = workerPool(workers, thisThread(here), () => hire(task));
  return { ...here, ...crew, width: workers * perWorker };
}

/** This thread, as one of the crew. */
function thisThread({ observe }: Executor): Worker {
  let load = 0;
  let turn: Promise<unknown> = Promise.resolve();
  return {
    load: () => load,
    observe: (spec) => {
      load += 1;
      const answer = turn.then(() => observe(spec)).finally(() => (load -= 1));
      turn = answer.catch(() => {});
      return answer;
    },
    dismiss: () => Promise.resolve(),
  };
}
