import { later } from './alarms.ts';
import type { ThreadJob, RunState, ScopeState } from './run-state.ts';

/**
 * Enters a job into its run's list. Jobs end in whatever order the threads finish them, but the
 * pump hands their results over in order of start: else two hashes in parallel would make two runs
 * of the same seed differ.
 */
export function startJob(run: RunState): ThreadJob {
  const job: ThreadJob = { handOver: undefined };
  run.jobs.push(job);
  return job;
}

/** Takes out a job that never began. */
export function dropJob(run: RunState, job: ThreadJob): void {
  const at = run.jobs.indexOf(job);
  if (at >= 0) run.jobs.splice(at, 1);
}

/** The same result, when it is this job's turn; never, once the scope is dead. */
export function promiseInTurn<T>(scope: ScopeState, result: Promise<T>): Promise<T> {
  const job = startJob(scope.run);
  return new Promise((resolve, reject) => {
    const settle = (then: () => void) => {
      job.handOver = () => {
        if (!scope.dead) then();
      };
    };
    result.then(
      (value) => settle(() => resolve(value)),
      (error: Error) => settle(() => reject(error)),
    );
  });
}

/** Starts a job that ends by a callback, which is called when it is this job's turn. */
export function callbackInTurn<T>(
  scope: ScopeState,
  callback: (...results: unknown[]) => void,
  start: (callback: (...results: unknown[]) => void) => T,
): T {
  const job = startJob(scope.run);
  let given: unknown[] = [];
  const call = later(scope, () => callback(...given));
  try {
    return start((...results) => {
      given = results;
      job.handOver = call;
    });
  } catch (error) {
    dropJob(scope.run, job);
    throw error;
  }
}
