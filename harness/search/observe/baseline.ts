import { steadyCheck } from '../../model/trace/outcome.ts';
import type { RunRecord } from '../../model/trace/run-record.ts';
import { firstDifference, type Difference } from './difference.ts';
import type { Executor } from '../executor/executor.ts';
import type { Subject } from '../subject.ts';

const times = 3;

/** The runs of a subject without faults. */
export interface Baseline {
  readonly record: RunRecord;
  /** Where two such runs first differ; null where they are the same to the byte. */
  readonly difference: Difference | null;
}

/**
 * Runs the subject three times without faults, or once if it is broken. If the runs differ, real time or
 * randomness has got in, and no claim about all schedules can be made.
 */
export async function baseline(
  executor: Executor,
  { seed, variant, file }: Subject,
  signal?: AbortSignal,
): Promise<Baseline> {
  const spec = { seed, variant, file, plan: [] };
  const record = await executor.run(spec);
  for (let n = 1; n < times && !isBroken(record) && !signal?.aborted; n += 1) {
    const difference = firstDifference(record.trace, (await executor.run(spec)).trace);
    if (difference) return { record, difference };
  }
  return { record, difference: null };
}

/** Whether a run failed `steady-state`: the agent does not do its work even without faults. */
export function isBroken({ verdicts }: Pick<RunRecord, 'verdicts'>): boolean {
  return verdicts.some(({ check, verdict }) => check === steadyCheck && verdict.result === 'fail');
}
