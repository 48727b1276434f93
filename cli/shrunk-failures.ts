import type { RunRecord, ShrunkFailure } from '../harness/model/run-record.ts';
import type { Scenario } from '../harness/model/scenario.ts';
import { reproOf } from '../harness/search/repro.ts';
import { shrink, type Failing } from '../harness/search/shrink.ts';
import { outcomeOf, rankOf } from '../reports/about.ts';
import type { Job } from './job.ts';
import { keepRepro } from './keep.ts';

/** Gives a run with its failures shrunk, each for itself, and a replay file of each. */
export type Shrinker = (record: RunRecord) => Promise<RunRecord>;

/** Shrinking on the wire takes real time: fewer runs are spent on it there. */
const mostRuns = { sim: 400, wire: 12 };

/**
 * A shrinker for the runs of one scenario under one job. A failure that one strike is known to cause
 * is not shrunk again, unless its tasks end worse than those of all runs before.
 */
export function shrinkerFor(scenario: Scenario, job: Job): Shrinker {
  const settled = new Map<string, number>();

  async function shrinkOne(record: RunRecord, target: Failing): Promise<ShrunkFailure> {
    const smallest = await shrink(scenario, record, target, {
      mostRuns: mostRuns[record.trace.mode],
    });
    const repro = await reproOf(scenario, smallest, target);
    const file = await keepRepro(job, smallest.record, repro);
    return { ...target, run: { ...smallest.record, repro: file } };
  }

  return async (record) => {
    const all: ShrunkFailure[] = [];
    for (const { check, verdict } of record.verdicts) {
      if (verdict.result !== 'fail') continue;
      const { signature, evidence } = verdict;
      const key = JSON.stringify([record.trace.variant, check, signature]);
      const rank = rankOf(outcomeOf(record, evidence));
      if (rank <= (settled.get(key) ?? -2)) continue;
      const one = await shrinkOne(record, { check, signature });
      if (one.run.trace.plan.length <= 1) settled.set(key, rank);
      all.push(one);
    }
    return all.length === 0 ? record : { ...record, shrunk: all };
  };
}
