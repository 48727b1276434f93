import { digest } from '../model/json.ts';
import type { Repro } from '../model/repro.ts';
import type { RunRecord } from '../model/run-record.ts';
import type { Failing, Shrunk } from './shrink.ts';

/** The replay file of a shrunk failure. */
export function reproOf({ record, plan, from, runs }: Shrunk, target: Failing): Repro {
  const { trace, verdicts, file } = record;
  const verdict = verdicts.find(({ check }) => check === target.check)?.verdict;
  return {
    version: 1,
    file,
    scenario: trace.scenario,
    variant: trace.variant,
    mode: trace.mode,
    seed: trace.seed,
    plan,
    ...target,
    reason: verdict?.result === 'fail' ? verdict.reason : '',
    fingerprint: fingerprint(record),
    shrunk: { from, to: plan.length, runs },
    madeWith: { node: process.version },
  };
}

/** What happened in a run, as one short word: equal words, equal runs. Times count only in sim. */
export function fingerprint({ trace }: RunRecord): string {
  const isSim = trace.mode === 'sim';
  return digest(trace.events.map((event) => (isSim ? event : { ...event, atMs: 0 })));
}
