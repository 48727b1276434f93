import { outcomes, type Outcome } from '../../model/trace/outcome.ts';
import type { TimedPhase } from '../schedule.ts';
import type { ModelUse } from '../tasks/model-use.ts';
import type { Judged } from '../tasks/task-judge.ts';
import type { CheckCount } from './check-count.ts';
import { histogram, type Histogram } from './histogram.ts';
import { noStreams, type StreamCount } from './sample-count.ts';

/** Calls that reached a point in a window: all of them, and those that were the first try of what they ask. */
export interface PointCount {
  attempts: number;
  requests: number;
}

/** Tasks by how they ended. */
export interface EndCount {
  /** Those in time that ended as asked, and that no check fails. */
  right: number;
  /** Those in time that ended as asked, whatever checks say: checks judge no task of the baseline, so this is what phases are compared by. */
  asAsked: number;
  readonly outcomes: Record<Outcome, number>;
}

/** What is counted of a window: tasks by when they were meant to begin, calls by when they were made. */
export interface WindowCount extends EndCount {
  readonly phase: TimedPhase;
  readonly fromMs: number;
  readonly toMs: number;
  offered: number;
  started: number;
  /** Those that have ended, also where it is not known yet what they come to. */
  ended: number;
  dropped: number;
  /** Those that were open when the load was stopped: nobody knows what would have come of them. */
  cut: number;
  /** Those of which each is sure. */
  readonly least: EndCount;
  /** Those of which each may be: more than `least` where tasks are in doubt. */
  readonly most: EndCount;
  /** Tasks that ended within each of the bounds that are asked about, by bound (ms). */
  readonly within: Map<number, number>;
  readonly response: Histogram;
  readonly points: Map<string, PointCount>;
  /** Tasks that a check fails, by how they ended. */
  readonly broken: Record<Outcome, number>;
  /** By the name of the check. */
  readonly checks: Map<string, CheckCount>;
  /** What its tasks spent; the output tokens are null where a reply did not tell. */
  readonly spent: { calls: number; tokens: number; outputTokens: number | null };
  readonly streams: StreamCount;
  /** Most tasks that were open at once. */
  openMost: number;
}

/** Nothing was counted yet in the window of that number, from 0. */
export function emptyWindow(phase: TimedPhase, n: number, windowMs: number): WindowCount {
  const fromMs = phase.fromMs + n * windowMs;
  return {
    phase,
    fromMs,
    toMs: fromMs + windowMs,
    offered: 0,
    started: 0,
    ended: 0,
    dropped: 0,
    cut: 0,
    ...noEnds(),
    least: noEnds(),
    most: noEnds(),
    within: new Map(),
    response: histogram(),
    points: new Map(),
    broken: noOutcomes(),
    checks: new Map(),
    spent: { calls: 0, tokens: 0, outputTokens: 0 },
    streams: noStreams(),
    openMost: 0,
  };
}

function noEnds(): EndCount {
  return { right: 0, asAsked: 0, outcomes: noOutcomes() };
}

function noOutcomes(): Record<Outcome, number> {
  return Object.fromEntries(outcomes.map((one) => [one, 0])) as Record<Outcome, number>;
}

/** Counts how one task of the window ended, in all the ways in which it may have. */
export function countEnd(window: WindowCount, judged: Judged, isInTime: boolean): void {
  const { least, most } = window;
  const { outcome, possible, correct, surelyCorrect, perhapsCorrect, broken } = judged;
  window.outcomes[outcome] += 1;
  for (const one of possible) {
    most.outcomes[one] += 1;
    if (possible.size === 1) least.outcomes[one] += 1;
  }
  if (broken) window.broken[outcome] += 1;
  if (!isInTime) return;
  const count = (side: EndCount, isAsAsked: boolean, isUnbroken: boolean) => {
    if (isAsAsked) side.asAsked += 1;
    if (isAsAsked && isUnbroken) side.right += 1;
  };
  count(window, correct, broken !== true);
  count(least, surelyCorrect, broken === false);
  count(most, perhapsCorrect, broken !== true);
}

/** The tasks of a window that shares are told of. */
export function tasksIn({ offered, cut }: Pick<WindowCount, 'offered' | 'cut'>): number {
  return offered - cut;
}

/** Counts what one task of the window spent. */
export function countSpent(
  { spent }: WindowCount,
  { calls, tokens, outputTokens }: ModelUse,
): void {
  spent.calls += calls;
  spent.tokens += tokens;
  const isKnown = spent.outputTokens !== null && outputTokens !== null;
  spent.outputTokens = isKnown ? (spent.outputTokens ?? 0) + outputTokens : null;
}
