import { failuresIn } from '../../model/trace/failures-in.ts';
import type { Repro } from '../../model/trace/repro.ts';
import type { RunRecord, ShrunkFailure } from '../../model/trace/run-record.ts';
import type { Scenario } from '../../model/scenario.ts';
import { inThread } from '../executor/in-thread.ts';
import { reproOf } from './repro.ts';
import { shrink } from './shrink.ts';
import type { ShrinkOptions } from './shrink/trials.ts';

/** A run with each of its failures shrunk; `keep` is given the replay file of each, and says where it is. */
export async function illustrated(
  scenario: Scenario,
  record: RunRecord,
  keep: (smallest: RunRecord, repro: Repro) => Promise<string>,
  options: ShrinkOptions,
): Promise<RunRecord> {
  const { executor = inThread(scenario, record.trace.mode) } = options;
  const shrunk: ShrunkFailure[] = [];
  for (const { check, verdict } of failuresIn(record)) {
    const target = { check, signature: verdict.signature };
    const smallest = await shrink(scenario, record, target, { ...options, executor });
    const repro = await keep(smallest.record, await reproOf(scenario, smallest, target, executor));
    shrunk.push({ ...target, run: { ...smallest.record, repro } });
  }
  return shrunk.length === 0 ? record : { ...record, shrunk };
}
