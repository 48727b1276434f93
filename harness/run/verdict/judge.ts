import { mergedOf } from '../../checks/evidence/finding.ts';
import { never } from '../../checks/never.ts';
import { allowanceIn, endedIn, outcomesOf } from '../../checks/evidence/outcome-of.ts';
import { steadyState } from '../../checks/steady-state.ts';
import { inOtherShape } from './other-shape.ts';
import { struck } from '../../checks/evidence/struck.ts';
import { readTasks } from '../../checks/evidence/tasks.ts';
import { unattributed } from './unattributed.ts';
import { judgeWith, type Checker } from '../../model/trace/checker.ts';
import { listOf, thing } from '../../model/options/kinds.ts';
import { demandArgument } from '../../model/options/strict.ts';
import { demandTrace } from '../../model/options/demand-trace.ts';
import { alwaysFail, outcomes, type Outcome } from '../../model/trace/outcome.ts';
import type { CheckVerdict, TaskOutcome } from '../../model/trace/run-record.ts';
import { dispositions, eventsOf, type Trace } from '../../model/trace/trace.ts';
import { unknown, worst, type Result } from '../../model/trace/verdict.ts';
import { doubtIn, isWorded, readAllAs, readingsOf } from './readings.ts';

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
 * task, neither; where no check given applies, the run is unknown. What comes to something else where
 * words are read that may be meant in several ways is unknown, too. Checks of one name are told as one.
 *
 * @example
 * const { result, verdicts } = judge(record.trace, [exactlyOnce('flights'), completes()]);
 */
export function judge(trace: Trace, checks: readonly Checker[]): Judgement {
  demandTrace(trace, 'judge(…)');
  demandArgument(checks, checkers, { who: 'judge(…)', fix: 'judge(trace, [exactlyOnce(), …])' });
  const judged = judgeInAllReadings(trace, checks, doubtOf);
  return { ...judged, verdicts: byName(judged.verdicts) };
}

const checkers = listOf(
  thing('a check', { name: 'string', judge: 'function' }),
  'a list of checks',
);

/** The verdicts on a trace that is a part of a run: no fault need have struck it, nor need it be whole. */
export function judgePart(trace: Trace, checks: readonly Checker[]): readonly CheckVerdict[] {
  return byName(judgeInAllReadings(trace, checks, unattributed).verdicts);
}

/** Says why no check can pass on a trace; null where one can. */
type Doubter = (trace: Trace) => string | null;

/** How a task ended, as `judge` tells it, and all the ways in which it may have. */
export interface JudgedOutcome extends TaskOutcome {
  readonly possible: ReadonlySet<Outcome>;
}

/**
 * How the tasks of a trace ended, without the verdicts: `possible` are the outcomes by each reading of the answers, unsafe
 * where that is in doubt, and failed where a full answer is of another shape than without faults. While the harness could do nothing, a task may have ended in any way.
 */
export function judgedOutcomes(trace: Trace, checks: readonly Checker[]): readonly JudgedOutcome[] {
  const allowance = allowanceIn(checks);
  const isVoid = voidOf(trace) !== null;
  const isForeign = inOtherShape(readTasks(trace), trace);
  const readings = readingsOf(trace).map((read) =>
    endedIn(read, allowance).map(({ task, outcome, doubt }) => {
      const isFull = outcome === 'unaffected' || outcome === 'recovered';
      const ways: readonly Outcome[] = [
        outcome,
        ...(doubt === null ? [] : (['unsafe'] as const)),
        ...(isFull && isForeign(task) ? (['failed-loud'] as const) : []),
      ];
      return { task: task.id, role: task.role, outcome, ways };
    }),
  );
  return mildest(readings).map(({ task, role, outcome }, n) => {
    const ways = isVoid ? outcomes : readings.flatMap((its) => its[n]?.ways ?? []);
    return { task, role, outcome, possible: new Set(ways) };
  });
}

/**
 * The checks that fail a trace only by how the words of its answers were read, where the scenario has no
 * reader of its own: had they presented themselves in another way, these would not fail.
 */
export function restingOnReading(
  trace: Trace,
  checks: readonly Checker[],
  verdicts: readonly CheckVerdict[],
): readonly string[] {
  const failing = verdicts.filter(({ verdict }) => verdict.result === 'fail');
  if (failing.length === 0 || trace.reader === 'own' || !trace.events.some(isWorded)) return [];
  const others = dispositions.map((one) => {
    const judged = judge(readAllAs(trace, one), checks).verdicts;
    return new Map(judged.map(({ check, verdict }) => [check, verdict.result]));
  });
  return failing
    .map(({ check }) => check)
    .filter((check) => others.some((results) => results.get(check) !== 'fail'));
}

/** What holds in every reading of the answers. */
function judgeInAllReadings(trace: Trace, checks: readonly Checker[], doubter: Doubter): Judgement {
  const [asRead, ...others] = readingsOf(trace).map((read) => judgeAsRead(read, checks, doubter));
  if (!asRead) throw new Error('a trace has no reading');
  const isSure = others.every(({ result }) => result === asRead.result);
  if (others.length === 0 || (isSure && asRead.result === 'fail')) return asRead;
  const doubt = doubtIn(trace);
  const verdicts = asRead.verdicts.map((one, n) => {
    const isSame = others.every(({ verdicts: its }) => areAlike(one, its[n] ?? one));
    return isSame ? one : { check: one.check, verdict: unknown(doubt) };
  });
  const why = asRead.why ?? others.find((other) => other.why !== null)?.why ?? doubt;
  const told = summed(verdicts, checks, why);
  return {
    ...(isSure ? told : { ...told, result: worst([told.result, 'unknown']), why }),
    outcomes: mildest([asRead, ...others].map(({ outcomes }) => outcomes)),
  };
}

/** Whether one says no worse than the other; where there is nothing to judge nothing is wrong. */
function areAlike({ verdict: one }: CheckVerdict, { verdict: other }: CheckVerdict): boolean {
  const [a, b] = [one, other].map(({ result }) => (result === 'not-applicable' ? 'pass' : result));
  return a === b;
}

function judgeAsRead(trace: Trace, checks: readonly Checker[], doubter: Doubter): Judgement {
  const doubt = doubter(trace);
  const blank = voidOf(trace);
  const allowance = allowanceIn(checks);
  const verdictsBy = (list: readonly Checker[]) =>
    list.map((checker): CheckVerdict => {
      const verdict = judgeWith(checker, trace, allowance);
      const isEmpty = doubt !== null && verdict.result === 'pass';
      const isVoid = blank !== null && verdict.result === 'fail';
      return {
        check: checker.name,
        verdict: isEmpty ? unknown(doubt) : isVoid ? unknown(blank) : verdict,
      };
    });
  const roles = new Set(eventsOf(trace, 'phase').map(({ role }) => role));
  const steady = verdictsBy(roles.has('before') ? [steadyState(allowance)] : []);
  const isOver = roles.size === 1 && steady.some(({ verdict }) => verdict.result === 'fail');
  const own = verdictsBy(checks).map((one) => (isOver ? orOver(one) : one));
  const all = [...steady, ...own, ...verdictsBy(alwaysFail.map((bad) => never(bad, allowance)))];
  return { ...summed(all, checks, doubt ?? blank), outcomes: outcomesOf(trace, allowance) };
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
 * Of each task the first outcome that does not fail by itself: what is in doubt is not counted as
 * shown.
 */
function mildest([asRead = [], ...others]: readonly (readonly TaskOutcome[])[]) {
  const isBad = ({ outcome }: TaskOutcome) => alwaysFail.some((bad) => bad === outcome);
  return asRead.map((one, n) => {
    const its = [one, ...others.flatMap((outcomes) => outcomes[n] ?? [])];
    return its.find((outcome) => !isBad(outcome)) ?? one;
  });
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
