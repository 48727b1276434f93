import { inContext } from './alarms.ts';
import type { ThreadJob, RunState, ScopeState } from './run-state.ts';

/**
 * Adds a job to its run's list. Threads finish jobs in any order, but the pump hands over results
 * in order of start: otherwise two parallel hashes would make runs of one seed differ.
 */
export function startJob(run: RunState): ThreadJob {
  const job: ThreadJob = { handOver: undefined };
  run.jobs.push(job);
  return job;
}

/** Removes a job that never began. */
export function dropJob(run: RunState, job: ThreadJob): void {
  const at = run.jobs.indexOf(job);
  if (at >= 0) run.jobs.splice(at, 1);
}

/** Settles as `result` does when it is this job's turn; never if the scope is dead. */
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

/** Starts a job that ends with a callback; the callback runs when it is this job's turn. */
export function callbackInTurn<T>(
  scope: ScopeState,
  callback: (...results: unknown[]) => void,
  start: (callback: (...results: unknown[]) => void) => T,
): T {
  const job = startJob(scope.run);
  let given: unknown[] = [];
  const call = inContext(scope, () => callback(...given));
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
