import { outcomes, type Outcome } from '../harness/model/outcome.ts';
import type { RunRecord } from '../harness/model/run-record.ts';
import type { Verdict } from '../harness/model/verdict.ts';
import { verdictsOf } from './judged.ts';
import { printable } from './printable.ts';
import { shellWord } from './shell-word.ts';
import { evidenceOf, storyOf } from './story.ts';
import type { Finding } from './summary.ts';
import { planLines } from './wording.ts';

/** Most findings that are told in full, and most lines of output with each. */
export const mostFindings = 200;
const mostOutput = 20;

/** Runs of one scenario and variant that broke one check in one way. */
export interface Failure {
  readonly check: string;
  readonly signature: string;
  readonly verdict: Failed;
  /** The smallest run: fewest strikes, then fewest events, then the lowest seed. */
  readonly run: RunRecord;
  readonly count: number;
}

type Failed = Extract<Verdict, { result: 'fail' }>;

/** The failures of the runs of one scenario and variant, in order of check, then most frequent. */
export function failuresOf(runs: readonly RunRecord[]): readonly Failure[] {
  const found = new Map<string, Failure>();
  for (const run of runs) {
    for (const { check, verdict } of verdictsOf(run)) {
      if (verdict.result !== 'fail') continue;
      const { signature } = verdict;
      const key = JSON.stringify([check, signature]);
      const before = found.get(key);
      const count = (before?.count ?? 0) + 1;
      const isSmaller = !before || compare(run, before.run) < 0;
      found.set(key, isSmaller ? { check, signature, verdict, run, count } : { ...before, count });
    }
  }
  return [...found.values()].toSorted(
    (a, b) => byText(a.check, b.check) || b.count - a.count || byText(a.signature, b.signature),
  );
}

/** A failure told in full. */
export function findingOf(failure: Failure, ofRuns: number, isExpected: boolean): Finding {
  const { run, verdict, check, signature, count } = failure;
  const { trace } = run;
  const evidence = evidenceOf(trace, verdict.evidence);
  return {
    family: run.family,
    title: trace.scenario,
    file: run.file,
    variant: trace.variant,
    check,
    signature: printable(signature, 300),
    isExpected,
    count,
    ofRuns,
    met: null,
    run: run.id,
    mode: trace.mode,
    seed: trace.seed,
    reason: printable(verdict.reason, 1000),
    plan: trace.plan,
    strikes: planLines(trace.plan),
    outcome: outcomeOf(run, verdict.evidence),
    evidence,
    story: storyOf(trace, evidence),
    output: run.output.slice(-mostOutput).map((line) => printable(line, 300)),
    replay: run.repro === null ? null : replayCommand(run.repro),
  };
}

/** The command that runs a replay file. */
export function replayCommand(file: string): string {
  return `npx brownout replay ${shellWord(file)}`;
}

function compare(a: RunRecord, b: RunRecord): number {
  return (
    a.trace.plan.length - b.trace.plan.length ||
    a.trace.events.length - b.trace.events.length ||
    a.trace.seed - b.trace.seed
  );
}

/** The worst outcome among the tasks that the evidence is about; among all where it names none. */
function outcomeOf(run: RunRecord, seqs: readonly number[]): Outcome | null {
  const chosen = new Set(seqs);
  const tasks = new Set<string>();
  for (const event of run.trace.events) {
    if (chosen.has(event.seq) && 'task' in event) tasks.add(event.task);
  }
  const about = run.outcomes.filter(({ task }) => tasks.has(task));
  const ranks = (about.length > 0 ? about : run.outcomes).map((each) =>
    outcomes.indexOf(each.outcome),
  );
  return outcomes[Math.max(-1, ...ranks)] ?? null;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
