import { mergedOf } from '../../checks/evidence/finding.ts';
import { never } from '../../checks/never.ts';
import { outcomesOf } from '../../checks/evidence/outcome-of.ts';
import { steadyState } from '../../checks/steady-state.ts';
import { struck } from '../../checks/evidence/struck.ts';
import { unattributed } from '../../checks/evidence/unattributed.ts';
import { judgeWith, type Checker } from '../../model/trace/checker.ts';
import { alwaysFail } from '../../model/trace/outcome.ts';
import type { CheckVerdict, TaskOutcome } from '../../model/trace/run-record.ts';
import { eventsOf, type Trace } from '../../model/trace/trace.ts';
import { unknown, worst, type Result } from '../../model/trace/verdict.ts';
import { isSoInEveryReading, otherwiseRead } from './other-readings.ts';

/** What the checks say of a trace. */
export interface Judgement {
  readonly verdicts: readonly CheckVerdict[];
  readonly outcomes: readonly TaskOutcome[];
  readonly result: Result;
  /** Why the run as a whole shows nothing, where its result is unknown for that reason; else null. */
  readonly why: string | null;
}

/**
 * Judges a trace by the checks given, by the outcomes that always fail and, where it has a
 * baseline, by its steady state. Where no fault struck, the harness itself failed, or the trace is
 * truncated, no check passes; where the harness was late, none fails; where calls belong to no
 * task, neither; where no check given applies, the run is unknown. What fails or not by how words
 * are read that may be meant in two ways is unknown, too. Checks of one name are told as one.
 *
 * @example
 * const { result, verdicts } = judge(record.trace, [exactlyOnce('flights'), completes()]);
 */
export function judge(trace: Trace, checks: readonly Checker[]): Judgement {
  const judged = judgeEitherWay(trace, checks);
  return { ...judged, verdicts: byName(judged.verdicts) };
}

/** How the tasks of a trace ended, as `judge` tells it, without the verdicts. */
export function judgedOutcomes(trace: Trace): readonly TaskOutcome[] {
  const outcomes = outcomesOf(trace);
  const other = otherwiseRead(trace);
  if (!other) return outcomes;
  const otherwise = outcomesOf(other.trace);
  return outcomes.map((one, n) => milder(one, otherwise[n] ?? one));
}

function judgeEitherWay(trace: Trace, checks: readonly Checker[]): Judgement {
  const judged = judgeAsRead(trace, checks);
  const other = otherwiseRead(trace);
  if (!other) return judged;
  const otherwise = judgeAsRead(other.trace, checks);
  const fails = (one: Trace) => judgeAsRead(one, checks).result === 'fail';
  if (judged.result === 'fail' && isSoInEveryReading(trace, fails)) return judged;
  const verdicts = judged.verdicts.map((one, n) =>
    eitherWay(one, otherwise.verdicts[n] ?? one, other.doubt),
  );
  const outcomes = judged.outcomes.map((one, n) => milder(one, otherwise.outcomes[n] ?? one));
  const why = judged.why ?? otherwise.why ?? other.doubt;
  return { ...summed(verdicts, checks, why), outcomes };
}

function judgeAsRead(trace: Trace, checks: readonly Checker[]): Judgement {
  const doubt = doubtOf(trace);
  const blank = voidOf(trace);
  const verdictsBy = (list: readonly Checker[]) =>
    list.map((checker): CheckVerdict => {
      const verdict = judgeWith(checker, trace);
      const isEmpty = doubt !== null && verdict.result === 'pass';
      const isVoid = blank !== null && verdict.result === 'fail';
      return {
        check: checker.name,
        verdict: isEmpty ? unknown(doubt) : isVoid ? unknown(blank) : verdict,
      };
    });
  const roles = new Set(eventsOf(trace, 'phase').map(({ role }) => role));
  const steady = verdictsBy(roles.has('before') ? [steadyState()] : []);
  const isOver = roles.size === 1 && steady.some(({ verdict }) => verdict.result === 'fail');
  const own = verdictsBy(checks).map((one) => (isOver ? orOver(one) : one));
  const all = [...steady, ...own, ...verdictsBy(alwaysFail.map(never))];
  return { ...summed(all, checks, doubt ?? blank), outcomes: outcomesOf(trace) };
}

/** The result of all verdicts: unknown at best where none of the checks given applies. */
function summed(
  verdicts: readonly CheckVerdict[],
  checks: readonly Checker[],
  doubt: string | null,
): Omit<Judgement, 'outcomes'> {
  const own = new Set(checks.map(({ name }) => name));
  const its = verdicts.filter(({ check }) => own.has(check));
  const none = noneApplies(its);
  const result = worst([
    ...verdicts.map(({ verdict }) => verdict.result),
    ...(none === null ? [] : (['unknown'] as const)),
  ]);
  return { verdicts, result, why: result === 'unknown' ? (doubt ?? none) : null };
}

/** Why none of these verdicts says anything of the run; null where one does. */
function noneApplies(verdicts: readonly CheckVerdict[]): string | null {
  const [first] = verdicts;
  if (!first) return 'nothing was checked';
  if (verdicts.some(({ verdict }) => verdict.result !== 'not-applicable')) return null;
  const { check, verdict } = first;
  return `no check applies; ${check}: ${'reason' in verdict ? verdict.reason : verdict.result}`;
}

/**
 * One verdict for each name of a check, such as that of `exactlyOnce` at two points: the worst; of
 * those that fail each, for they may fail in ways of their own.
 */
function byName(verdicts: readonly CheckVerdict[]): readonly CheckVerdict[] {
  const groups = Map.groupBy(verdicts, ({ check }) => check);
  if (groups.size === verdicts.length) return verdicts;
  return [...groups].flatMap(([check, its]) => {
    const failing = its.filter(({ verdict }) => verdict.result === 'fail');
    const verdict = mergedOf(its.map((one) => one.verdict));
    return failing.length > 0 ? failing : [{ check, verdict }];
  });
}

/**
 * Of two outcomes of a task the one that does not fail by itself: what is in doubt is not counted
 * as shown.
 */
function milder(one: TaskOutcome, other: TaskOutcome): TaskOutcome {
  return alwaysFail.some((bad) => bad === one.outcome) ? other : one;
}

/**
 * What a check says where it fails on one reading of the answers, and not on the other: nothing.
 */
function eitherWay(one: CheckVerdict, other: CheckVerdict, doubt: string): CheckVerdict {
  const isSure = (one.verdict.result === 'fail') === (other.verdict.result === 'fail');
  return isSure ? one : { check: one.check, verdict: unknown(doubt) };
}

/**
 * What a check says of a run that ended after its baseline, unless that is enough for it to fail.
 */
function orOver({ check, verdict }: CheckVerdict): CheckVerdict {
  const over = unknown('the run ended after its baseline, which failed without any fault');
  return { check, verdict: verdict.result === 'fail' ? verdict : over };
}

/** Why no check can fail on a trace, or null. */
function voidOf(trace: Trace): string | null {
  const [late] = eventsOf(trace, 'harness.late');
  if (!late) return unattributed(trace);
  const seconds = (late.lateMs / 1000).toFixed(1);
  return `the harness itself could do nothing for ${seconds} s of task ${late.task}: stopped, suspended or starved`;
}

/** Why no check can pass on a trace, or null. */
function doubtOf(trace: Trace): string | null {
  const broken = trace.events.find((event) => event.kind === 'harness.error');
  if (broken) return `the harness failed: ${broken.message}`;
  if (trace.truncated) return `the trace is truncated: ${trace.truncated.why}`;
  const reach = struck(trace);
  return reach.result === 'unknown' ? reach.reason : unattributed(trace);
}
