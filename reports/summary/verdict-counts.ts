import { results, type Result } from '../../harness/model/trace/verdict.ts';
import type { ScenarioSummary } from './summary.ts';
import { counted } from '../words/wording.ts';

/** Each verdict in the plural: `3 failed`. */
const words: Readonly<Record<Result, string>> = {
  pass: 'passed',
  unknown: 'unknown',
  fail: 'failed',
};

/**
 * The checks that applied to no run, each with its reason where that says what to add (`… (give …)`):
 * `not applicable: backs-off`; null where each did to some.
 */
export function inapplicableWords({
  checks,
  inapplicable,
}: Pick<ScenarioSummary, 'checks' | 'inapplicable'>): string | null {
  const idle = checks.filter(({ pass, fail, unknown }) => pass + fail + unknown === 0);
  if (idle.length === 0) return null;
  const advice = inapplicable.filter(
    ({ check, reason }) => reason.endsWith(')') && idle.some((one) => one.check === check),
  );
  const advised = new Map(advice.map(({ check, reason }) => [check, `${check}: ${reason}`]));
  const names = idle.map(({ check }) => check).filter((check) => !advised.has(check));
  const groups = [...(names.length > 0 ? [names.join(', ')] : []), ...advised.values()];
  return `not applicable: ${groups.join('; ')}`;
}

/** `1 of 50 runs struck nothing`, where others did; null where none was idle. */
export function idleWords({ idle, runs }: Pick<ScenarioSummary, 'idle' | 'runs'>): string | null {
  return idle === 0 ? null : `${idle} of ${counted(runs, 'run')} struck nothing`;
}

/** How many runs ended with each verdict, worst first; null where all ended with the same. */
export function verdictCounts(counts: Readonly<Record<Result, number>>): string | null {
  const told = results.toReversed().filter((result) => counts[result] > 0);
  if (told.length < 2) return null;
  return told.map((result) => `${counts[result]} ${words[result]}`).join(', ');
}

/** How Brownout itself failed in runs of the scenario, a line for each way. */
export function harnessWords({
  harnessFailures,
}: Pick<ScenarioSummary, 'harnessFailures'>): readonly string[] {
  return harnessFailures.map(
    ({ message, count }) => `Brownout itself went wrong in ${counted(count, 'run')}: ${message}`,
  );
}
