import { HarnessError } from '../../model/error.ts';
import { canonical } from '../../model/json/json.ts';
import type { Observation } from '../observe/observation.ts';
import type { ScheduleSpec } from './executor.ts';
import { WorkerEnded, type Worker } from './worker-process.ts';

/** Runs schedules that a process may have ended under, one at a time. */
export interface SuspectTrials {
  /** Rejects with `system-died` where another process ends under it, too. */
  readonly observe: (spec: ScheduleSpec) => Promise<Observation>;
  /** How many are still to be run. */
  readonly count: () => number;
}

/** Trials in a process that `start` starts; `onIdle` is given it, if it lives, when none is left. */
export function trialsBy(
  start: () => Worker,
  onIdle: (spare: readonly Worker[]) => void,
): SuspectTrials {
  let turn: Promise<unknown> = Promise.resolve();
  let count = 0;
  let worker: Worker | null = null;

  async function tried(spec: ScheduleSpec): Promise<Observation> {
    worker ??= start();
    try {
      return await worker.observe(spec);
    } catch (error) {
      if (!(error instanceof WorkerEnded)) throw error;
      worker = null;
      throw error.wasReady ? endsWorkers(spec, error) : error;
    } finally {
      count -= 1;
      if (count === 0) {
        onIdle(worker ? [worker] : []);
        worker = null;
      }
    }
  }

  return {
    count: () => count,
    observe: (spec) => {
      count += 1;
      const trial = turn.then(() => tried(spec));
      turn = trial.catch(() => {});
      return trial;
    },
  };
}

function endsWorkers({ plan }: ScheduleSpec, error: WorkerEnded): HarnessError {
  return new HarnessError(
    'system-died',
    {
      expected: `the agent to leave the process that it runs in alone under ${canonical({ version: 1, plan })}`,
      got: `two workers in a row that ended under it: ${error.message}`,
      fix: 'See it alone: save that plan to a file, and run it with brownout run --plan.',
    },
    { cause: error },
  );
}
