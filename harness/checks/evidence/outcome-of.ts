import type { Allowance, Checker } from '../../model/trace/checker.ts';
import type { Outcome } from '../../model/trace/outcome.ts';
import type { TaskOutcome } from '../../model/trace/run-record.ts';
import { flag, listOf, text } from '../../model/options/kinds.ts';
import { demandOptions } from '../../model/options/strict.ts';
import { demandTrace } from '../../model/options/demand-trace.ts';
import type { Trace } from '../../model/trace/trace.ts';
import { damageOf } from './damage/damage.ts';
import { isSure, type Breach } from './finding.ts';
import { falsehoodIn } from './falsehood.ts';
import { hungWords, type Hung } from './ending/hung-words.ts';
import { ledgerOf } from './ledger.ts';
import { readTasks, type TaskRecord } from './tasks.ts';

/** The outcome of one task; the finding is null unless the outcome always fails. */
export interface Ended {
  readonly task: TaskRecord;
  readonly outcome: Outcome;
  /** The finding; its signature has no check's name. */
  readonly finding: Breach | null;
  /** Why the task may be unsafe nevertheless; null if nothing suggests so. */
  readonly doubt: string | null;
}

/**
 * The outcomes of all tasks of a run, in all phases.
 *
 * @example outcomesOf(trace).filter(({ role }) => role === 'during')
 */
export function outcomesOf(trace: Trace, options: Allowance = {}): readonly TaskOutcome[] {
  demandTrace(trace, 'outcomesOf(…)');
  demandOptions(options, {
    what: 'the options of outcomesOf(…)',
    shape: { allowsCached: flag, evidence: listOf(text, 'a list of points') },
  });
  return endedIn(trace, options).map(({ task, outcome }) => ({
    task: task.id,
    role: task.role,
    outcome,
  }));
}

/** What the checks of a run allow. */
export function allowanceIn(checks: readonly Checker[]): Allowance {
  return {
    allowsCached: checks.some(({ allowsCached }) => allowsCached),
    evidence: checks.flatMap(({ evidence = [] }) => evidence),
  };
}

/**
 * The outcomes of all tasks with their findings. Cached for the last trace, since several checks of
 * a run ask.
 */
export function endedIn(trace: Trace, allowance: Allowance = {}): readonly Ended[] {
  const { allowsCached = false, evidence = [] } = allowance;
  const allowed = JSON.stringify([allowsCached, evidence]);
  if (last?.trace !== trace || last.allowed !== allowed) {
    last = { trace, allowed, ended: classified(trace, { allowsCached, evidence }) };
  }
  return last.ended;
}

/** Not a WeakMap: its values outlive their keys until the next garbage collection. */
let last:
  { readonly trace: Trace; readonly allowed: string; readonly ended: readonly Ended[] } | undefined;

function classified(trace: Trace, allowance: Required<Allowance>): readonly Ended[] {
  const records = readTasks(trace);
  const ledger = ledgerOf(records);
  const damageTo = damageOf(ledger, records);
  const falsehood = falsehoodIn(trace, records, ledger, allowance);
  return records.tasks.map((task) => {
    const { ending } = task;
    const bad = (outcome: Outcome, finding: Breach) => ({ task, outcome, finding, doubt: null });
    if (ending.how === 'hung') return bad('hung', hungBy(task, ending));
    const damage = damageTo(task);
    if (damage && isSure(damage)) return bad('unsafe', damage);
    const doubt = damage?.reason ?? null;
    const other = (outcome: Outcome) => ({ task, outcome, finding: null, doubt });
    if (ending.how === 'failed') return other('failed-loud');
    const wrong = falsehood(task);
    if (wrong) return bad('silently-wrong', wrong);
    if (ending.disposition === 'failed') return other('failed-loud');
    if (ending.disposition !== 'full') return other(ending.disposition);
    return other(task.hits.length > 0 ? 'recovered' : 'unaffected');
  });
}

function hungBy({ id, start, end }: TaskRecord, ending: Hung): Breach {
  const evidence = [start.seq, ...(end ? [end.seq] : [])];
  return { reason: `task ${id} ${hungWords(ending)}`, evidence, signature: `hung (${ending.why})` };
}
