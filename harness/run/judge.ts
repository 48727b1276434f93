import { outcomesOf } from '../checkers/outcome-of.ts';
import { steadyState } from '../checkers/steady-state.ts';
import { struck } from '../checkers/struck.ts';
import { judgeWith, type Checker } from '../model/checker.ts';
import type { CheckVerdict, TaskOutcome } from '../model/run-record.ts';
import type { Trace } from '../model/trace.ts';
import { unknown, worst, type Result } from '../model/verdict.ts';

/** What the checks say of a trace. */
export interface Judgement {
  readonly verdicts: readonly CheckVerdict[];
  readonly outcomes: readonly TaskOutcome[];
  readonly result: Result;
}

/**
 * Judges a trace by the checks given and, where it has a baseline, by its steady state. Where no
 * fault struck, or the harness itself failed, no check passes.
 */
export function judge(trace: Trace, checks: readonly Checker[]): Judgement {
  const reach = struck(trace);
  const broken = trace.events.find((event) => event.kind === 'harness.error');
  const doubt = broken
    ? `the harness failed: ${broken.message}`
    : reach.result === 'unknown'
      ? reach.reason
      : null;
  const hasBaseline = trace.events.some((one) => one.kind === 'phase' && one.phase === 'baseline');
  const all = hasBaseline ? [steadyState(), ...checks] : checks;
  const verdicts = all.map((checker) => {
    const verdict = judgeWith(checker, trace);
    const isEmpty = doubt !== null && verdict.result === 'pass';
    return { check: checker.name, verdict: isEmpty ? unknown(doubt) : verdict };
  });
  return {
    verdicts,
    outcomes: outcomesOf(trace),
    result: worst(verdicts.map(({ verdict }) => verdict.result)),
  };
}
