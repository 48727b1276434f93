import type { CheckVerdict } from '../../model/trace/run-record.ts';
import type { Scenario } from '../../model/scenario.ts';
import { dispositions, type Trace } from '../../model/trace/trace.ts';
import { dispositionOf } from '../disposition.ts';
import { judge } from './judge.ts';
import { readAs } from './other-readings.ts';

/**
 * The checks that fail a trace only by how its answers were read, where the scenario has no reader of
 * its own: had they presented themselves in another way, these would not fail.
 */
export function restingOnReading(
  scenario: Scenario,
  trace: Trace,
  verdicts: readonly CheckVerdict[],
): readonly string[] {
  const failing = verdicts.filter(({ verdict }) => verdict.result === 'fail');
  if (failing.length === 0 || scenario.disposition !== dispositionOf) return [];
  const others = dispositions.map((one) => {
    const read = { ...trace, events: trace.events.map((event) => readAs(event, one)) };
    const judged = judge(read, scenario.checks).verdicts;
    return new Map(judged.map(({ check, verdict }) => [check, verdict.result]));
  });
  return failing
    .map(({ check }) => check)
    .filter((check) => others.some((results) => results.get(check) !== 'fail'));
}
