import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import { withoutNonces } from '../../harness/model/json/drawn-word.ts';
import { outcomes, type Outcome } from '../../harness/model/trace/outcome.ts';
import type { Role } from '../../harness/model/phase.ts';
import type { Verdict } from '../../harness/model/trace/verdict.ts';
import { verdictsOf } from '../../harness/model/trace/verdicts-of.ts';
import { printable } from '../words/printable.ts';
import type { CheckSummary, Doubt, HarnessFailure, Miss, Mix } from './counts.ts';
import { strikeLine } from '../words/wording.ts';
import { eventsOf } from '../../harness/model/trace/trace.ts';

/** The most doubts and misses kept for one scenario. */
const most = 20;

/** Counts the verdicts of a run's checks, in their order. */
export function checksOf(run: RunRecord): readonly CheckSummary[] {
  const all = verdictsOf(run);
  return [...Map.groupBy(all, ({ check }) => check)].map(([check, its]) => {
    const having = (result: Verdict['result']) =>
      its.filter(({ verdict }) => verdict.result === result).length;
    return {
      check,
      pass: having('pass'),
      fail: having('fail'),
      unknown: having('unknown'),
      notApplicable: having('not-applicable'),
    };
  });
}

/** Why checks of a run were unknown, or did not apply. */
export function doubtsOf(run: RunRecord, result: 'unknown' | 'not-applicable'): readonly Doubt[] {
  return verdictsOf(run).flatMap(({ check, verdict }) => {
    if (verdict.result !== result || !('reason' in verdict)) return [];
    return [{ check, reason: printable(verdict.reason), count: 1 }];
  });
}

/** The key under which doubts of several runs are merged. */
export function doubtKey({ check, reason }: Doubt): string {
  return JSON.stringify([check, withoutNonces(apartFromFaults(reason))]);
}

/** Adds two doubts with the same key. */
export function addDoubts(a: Doubt, b: Doubt): Doubt {
  const isAlike = withoutNonces(a.reason) === withoutNonces(b.reason);
  const reason = isAlike ? a.reason : apartFromFaults(a.reason);
  return { ...a, reason, count: a.count + b.count };
}

/** Sorts by frequency, and keeps 20. */
export function mostDoubts(doubts: readonly Doubt[]): readonly Doubt[] {
  return doubts.toSorted((a, b) => b.count - a.count || byText(a.reason, b.reason)).slice(0, most);
}

/**
 * A reason without the names of drawn faults, so that runs with different draws share one reason.
 */
function apartFromFaults(reason: string): string {
  return reason.replace(/^(the fault never struck): .*/s, '$1');
}

/** The first failure of Brownout itself in a run. */
export function harnessFailuresOf({ trace }: RunRecord): readonly HarnessFailure[] {
  const first = trace.events.find((event) => event.kind === 'harness.error');
  return first ? [{ message: printable(first.message, 300), count: 1 }] : [];
}

/** The most frequent first, 20 at most. */
export function mostFailures(failures: readonly HarnessFailure[]): readonly HarnessFailure[] {
  return failures
    .toSorted((a, b) => b.count - a.count || byText(a.message, b.message))
    .slice(0, most);
}

/** How often a strike was planned, and how often it met a call. */
export interface StrikeCounts extends Miss {
  readonly struck: number;
  /** Whether the strike comes from drawn plans, where chance decides which calls it meets. */
  readonly isDrawn: boolean;
}

/** Counts the strikes of a run. */
export function strikesOf({ trace }: RunRecord): readonly StrikeCounts[] {
  const isDrawn = trace.drawn === true;
  const hits = new Set(eventsOf(trace, 'fault.hit').map(({ strike }) => strike));
  const planned = trace.plan.map((one, index) => ({
    strike: strikeLine(one),
    hit: hits.has(index),
  }));
  return [...Map.groupBy(planned, ({ strike }) => strike)].map(([strike, its]) => ({
    strike,
    isDrawn,
    runs: its.length,
    struck: its.filter(({ hit }) => hit).length,
  }));
}

/** Strikes that met no call in any run, by how often they were planned; 20 at most. */
export function missesOf(strikes: readonly StrikeCounts[]): readonly Miss[] {
  return [...Map.groupBy(strikes, ({ strike }) => strike)]
    .filter(([, its]) => its.every(({ struck }) => struck === 0))
    .map(([strike, its]) => ({ strike, runs: its.reduce((sum, { runs }) => sum + runs, 0) }))
    .toSorted((a, b) => b.runs - a.runs || byText(a.strike, b.strike))
    .slice(0, most);
}

/** A mix with every count 0. */
export function noMix(): Mix {
  return { before: zeros(), during: zeros(), after: zeros() };
}

/** Counts the outcomes of a run's tasks by role. */
export function mixOf(run: RunRecord): Mix {
  const mix = { before: zeros(), during: zeros(), after: zeros() };
  for (const { role, outcome } of run.outcomes) mix[role][outcome] += 1;
  return mix;
}

/** The outcomes of one role that occurred, with their counts, best first. */
export function occurred(mix: Mix, role: Role): readonly (readonly [Outcome, number])[] {
  return outcomes
    .map((outcome) => [outcome, mix[role][outcome]] as const)
    .filter(([, count]) => count > 0);
}

function zeros(): Record<Outcome, number> {
  return Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
}

/** Orders texts; breaks ties, so that the order in which runs finished does not show. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
