import type { Repro } from '../../model/trace/repro.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { Executor } from '../executor/executor.ts';
import { inThread } from '../executor/in-thread.ts';
import { fingerprint } from '../observe/fingerprint.ts';
import { madeWith } from './made-with.ts';
import { originOf } from './origin.ts';
import { failsSo, type Failing, type Shrunk } from './shrink.ts';

/** The replay file of a shrunk failure. */
export async function reproOf(
  scenario: Scenario,
  { record, plan, from, runs }: Shrunk,
  target: Failing,
  executor: Executor = inThread(scenario, record.trace.mode),
): Promise<Repro> {
  const { trace, verdicts, file } = record;
  const { verdict } = verdicts.find((one) => failsSo({ verdicts: [one] }, target)) ?? {};
  return {
    version: 2,
    file,
    scenario: trace.scenario,
    variant: trace.variant,
    mode: trace.mode,
    seed: trace.seed,
    plan,
    check: target.check,
    signature: verdict?.result === 'fail' ? verdict.signature : target.signature,
    reason: verdict?.result === 'fail' ? verdict.reason : '',
    fingerprint: fingerprint(record),
    shrunk: { from, to: plan.length, runs },
    origin: await originOf(scenario, record, executor),
    madeWith: madeWith(file),
  };
}
