import type { RunRecord } from '../harness/model/run-record.ts';
import { outcomes, type Outcome } from '../harness/model/outcome.ts';
import type { Phase } from '../harness/model/trace.ts';
import type { Verdict } from '../harness/model/verdict.ts';
import { verdictsOf } from './judged.ts';
import { printable } from './printable.ts';
import type { CheckSummary, Doubt, HarnessFailure, Miss, Mix } from './summary.ts';
import { strikeLine } from './wording.ts';

/** Most doubts and misses that are kept of one scenario. */
const most = 20;

/** Each check's verdicts over some runs, in the order in which the checks were first met. */
export function checksOf(runs: readonly RunRecord[]): readonly CheckSummary[] {
  const all = runs.flatMap((run) => verdictsOf(run));
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

/** Why checks could not tell, or did not apply, most frequent first, 20 at most. */
export function doubtsOf(
  runs: readonly RunRecord[],
  result: 'unknown' | 'not-applicable',
): readonly Doubt[] {
  const found = new Map<string, Doubt>();
  for (const run of runs) {
    for (const { check, verdict } of verdictsOf(run)) {
      if (verdict.result !== result || !('reason' in verdict)) continue;
      const reason = printable(verdict.reason, 300);
      const key = JSON.stringify([check, apartFromFaults(reason)]);
      const known = found.get(key);
      const said = !known || known.reason === reason ? reason : apartFromFaults(reason);
      found.set(key, { check, reason: said, count: (known?.count ?? 0) + 1 });
    }
  }
  return [...found.values()]
    .toSorted((a, b) => b.count - a.count || byText(a.reason, b.reason))
    .slice(0, most);
}

/** Faults drawn anew for each run never strike for one reason, whichever they were. */
function apartFromFaults(reason: string): string {
  return reason.replace(/^(the fault never struck): .*/s, '$1');
}

/** What went wrong in Brownout itself, most frequent first, 20 at most. */
export function harnessFailuresOf(runs: readonly RunRecord[]): readonly HarnessFailure[] {
  const messages = runs.flatMap(({ trace }) => {
    const first = trace.events.find((event) => event.kind === 'harness.error');
    return first ? [printable(first.message, 300)] : [];
  });
  return [...Map.groupBy(messages, (message) => message)]
    .map(([message, its]) => ({ message, count: its.length }))
    .toSorted((a, b) => b.count - a.count || byText(a.message, b.message))
    .slice(0, most);
}

/** Strikes that were planned but met no call in any run, most often planned first, 20 at most. */
export function missesOf(runs: readonly RunRecord[]): readonly Miss[] {
  const found = new Map<string, { runs: number; struck: number }>();
  for (const { trace } of runs) {
    const struck = new Set<number>();
    for (const event of trace.events) if (event.kind === 'fault.hit') struck.add(event.strike);
    for (const [index, strike] of trace.plan.entries()) {
      const words = strikeLine(strike);
      const counts = found.get(words) ?? { runs: 0, struck: 0 };
      counts.runs += 1;
      if (struck.has(index)) counts.struck += 1;
      found.set(words, counts);
    }
  }
  return [...found]
    .filter(([, counts]) => counts.struck === 0)
    .map(([strike, counts]) => ({ strike, runs: counts.runs }))
    .toSorted((a, b) => b.runs - a.runs || byText(a.strike, b.strike))
    .slice(0, most);
}

/** How the tasks of some runs ended, phase by phase. */
export function mixOf(runs: readonly RunRecord[]): Mix {
  const mix = { baseline: zeros(), storm: zeros(), calm: zeros() };
  for (const run of runs) {
    for (const { phase, outcome } of run.outcomes) mix[phase][outcome] += 1;
  }
  return mix;
}

/** The outcomes of one phase that occurred, best first. */
export function occurred(mix: Mix, phase: Phase): readonly (readonly [Outcome, number])[] {
  return outcomes
    .map((outcome) => [outcome, mix[phase][outcome]] as const)
    .filter(([, count]) => count > 0);
}

function zeros(): Record<Outcome, number> {
  return Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
}

/** Ties are broken by text, so that the order in which runs finished does not show. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
