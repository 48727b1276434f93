import { failuresIn, tasksOf } from '../../harness/model/trace/failures-in.ts';
import { endedCounts, type EndedCounts } from '../../harness/model/trace/ended.ts';
import type { Outcome } from '../../harness/model/trace/outcome.ts';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import { notableLines } from '../../harness/model/trace/notable-lines.ts';
import { wayOf } from '../../harness/model/trace/signature.ts';
import type { WithoutStrike } from '../../harness/model/fault/without-strike.ts';
import type { Verdict } from '../../harness/model/trace/verdict.ts';
import { outcomeOf, rankOf } from '../../harness/model/trace/worst-outcome.ts';
import { findingTasks } from '../words/finding-tasks.ts';
import { foreignIn } from './foreign.ts';
import { harmWords } from '../harm/harm.ts';
import { taskCauses } from '../harm/task-causes.ts';
import { printable } from '../words/printable.ts';
import type { FailureTally } from './scenario-tally.ts';
import { shellWord } from '../words/shell-word.ts';
import { evidenceOf, timelineOf } from '../words/timeline.ts';
import type { Finding } from './finding.ts';
import { twinOf } from '../twin/twin.ts';
import { byText } from './tally.ts';
import { planLines } from '../words/wording.ts';

/** The most findings in a summary, and the most lines of output with each. */
export const mostFindings = 200;
const mostOutput = 20;

/** A failure: the runs of one scenario and variant that failed one check with one signature. */
export interface FailingCheck {
  readonly check: string;
  readonly signature: string;
  /**
   * The run to show: the smallest of those with the worst outcome, shrunk if shrinking was done.
   */
  readonly run: RunRecord;
  /** The verdict of that run. */
  readonly verdict: Failed;
  readonly count: number;
  /** The outcomes of the tasks it concerns, before the runs were shrunk. */
  readonly ended: EndedCounts;
  /** How many reruns of the plan did not fail, if only one run ever failed; else 0. */
  readonly notAgainIn: number;
  /** What the check says without each strike of the shown run; null where nobody asked. */
  readonly without: readonly WithoutStrike[] | null;
}

type Failed = Extract<Verdict, { result: 'fail' }>;

/**
 * Lists the failures of the runs of one scenario and variant, by check, then by frequency; `others`
 * are counts of failures in runs that were not kept.
 */
export function failuresOf(
  runs: readonly RunRecord[],
  others: readonly FailureTally[] = [],
): readonly FailingCheck[] {
  const all = runs.flatMap((run) => {
    const failures = failuresIn(run);
    return failures.map(({ check, verdict }) => memberOf(run, check, verdict));
  });
  const groups = Map.groupBy(all, ({ check, verdict }) =>
    JSON.stringify([check, wayOf(verdict.signature)]),
  );
  return [...groups.values()]
    .map((members) => failureOf(members, others))
    .toSorted(
      (a, b) => byText(a.check, b.check) || b.count - a.count || byText(a.signature, b.signature),
    );
}

/** One failed check of one run. */
interface Member {
  readonly check: string;
  /** The outcome of the run before it was shrunk. */
  readonly outcome: Outcome | null;
  readonly run: RunRecord;
  readonly verdict: Failed;
  readonly notAgainIn: number;
  readonly without: readonly WithoutStrike[] | null;
}

function memberOf(run: RunRecord, check: string, verdict: Failed): Member {
  const outcome = outcomeOf(run, verdict.evidence);
  const { signature } = verdict;
  const small = run.shrunk?.find((one) => one.check === check && one.signature === signature);
  const found = small && failureIn(small.run, check, signature);
  const notAgainIn = small?.notAgainIn ?? 0;
  const shown = found
    ? { run: small.run, verdict: found, without: small.without ?? null }
    : { run, verdict, without: null };
  return { check, outcome, notAgainIn, ...shown };
}

/** The verdict of the run for this check, if it failed with this signature. */
export function failureIn(run: RunRecord, check: string, signature: string): Failed | null {
  for (const one of run.verdicts) {
    const { verdict } = one;
    if (one.check !== check || verdict.result !== 'fail') continue;
    if (wayOf(verdict.signature) === wayOf(signature)) return verdict;
  }
  return null;
}

function failureOf(members: readonly Member[], others: readonly FailureTally[]): FailingCheck {
  const [worst] = members.toSorted(
    (a, b) => rankOf(b.outcome) - rankOf(a.outcome) || compare(a.run, b.run),
  );
  if (!worst) throw new Error('a failure without a run');
  const { check, run, verdict, without } = worst;
  const way = wayOf(verdict.signature);
  const same = others.filter((other) => other.check === check && other.way === way);
  const ended = endedCounts((outcome) => {
    const kept = members.filter((member) => member.outcome === outcome).length;
    return same.reduce((sum, other) => sum + (other.ended[outcome] ?? 0), kept);
  });
  const count = same.reduce((sum, other) => sum + other.count, members.length);
  const notAgainIn = count === 1 ? worst.notAgainIn : 0;
  return { check, signature: verdict.signature, run, verdict, without, count, ended, notAgainIn };
}

/** Renders a failure as a finding. */
export function findingOf(failure: FailingCheck, ofRuns: number, isExpected: boolean): Finding {
  const { run, verdict, check, signature, count, ended, notAgainIn } = failure;
  const { trace } = run;
  const about = tasksOf(trace, verdict.evidence);
  const evidence = evidenceOf(trace, verdict.evidence);
  const outcome = outcomeOf(run, verdict.evidence);
  const tasks = worstFirst(run, about);
  const twin = twinOf(trace, tasks);
  const worst = twin?.task ?? tasks[0];
  return {
    family: run.family,
    title: trace.scenario,
    file: run.file,
    variant: trace.variant,
    check,
    signature: printable(signature, 300),
    harm: harmWords({ trace, check, verdict, outcome }),
    isExpected,
    count,
    ofRuns,
    notAgainIn,
    ended,
    met: null,
    run: run.id,
    mode: trace.mode,
    seed: trace.seed,
    reason: printable(verdict.reason, 1000),
    plan: trace.plan,
    strikes: planLines(trace.plan),
    without: failure.without ?? (isExpected ? null : trace.plan.map(() => 'not-tried')),
    outcome,
    restsOnReading: run.restsOnReading?.includes(check) ?? false,
    foreign: foreignIn(trace, about),
    tasks: findingTasks(trace, verdict.evidence),
    evidence,
    timeline: timelineOf(trace, evidence, about),
    twin,
    causes: worst === undefined ? [] : taskCauses(trace, worst, twin),
    output: notableLines(run.output, mostOutput).map((line) => printable(line, 300)),
    replay: run.repro === null ? null : replayCommand(run.repro),
  };
}

/** These tasks, all where there are none, by how they ended. */
function worstFirst({ outcomes: all }: RunRecord, about: ReadonlySet<string>): readonly string[] {
  return all
    .filter(({ task }) => about.size === 0 || about.has(task))
    .toSorted((a, b) => rankOf(b.outcome) - rankOf(a.outcome))
    .map(({ task }) => task);
}

/** The command that runs a replay file. */
export function replayCommand(file: string): string {
  return `npx brownout replay ${shellWord(file)}`;
}

/** Orders runs: those with a replay file first, then by strikes, events and seed. */
function compare(a: RunRecord, b: RunRecord): number {
  return (
    Number(a.repro === null) - Number(b.repro === null) ||
    a.trace.plan.length - b.trace.plan.length ||
    a.trace.events.length - b.trace.events.length ||
    a.trace.seed - b.trace.seed
  );
}
