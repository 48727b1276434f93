import type { Checker } from '../../model/trace/checker.ts';
import type { Outcome } from '../../model/trace/outcome.ts';
import type { TaskOutcome } from '../../model/trace/run-record.ts';
import { flag } from '../../model/options/kinds.ts';
import { demandOptions } from '../../model/options/strict.ts';
import { demandTrace } from '../../model/options/demand-trace.ts';
import type { Trace } from '../../model/trace/trace.ts';
import { damageOf } from './damage.ts';
import type { Breach } from './finding.ts';
import { falsehoodIn } from './falsehood.ts';
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
  demandOptions(options, { what: 'the options of outcomesOf(…)', shape: { allowsCached: flag } });
  return endedIn(trace, options).map(({ task, outcome }) => ({
    task: task.id,
    role: task.role,
    outcome,
  }));
}

/** What answers may rest on, as the checks of a run say. */
export type Allowance = Pick<Checker, 'allowsCached'>;

/** What the checks of a run allow. */
export function allowanceIn(checks: readonly Checker[]): Allowance {
  return { allowsCached: checks.some(({ allowsCached }) => allowsCached) };
}

/**
 * The outcomes of all tasks with their findings. Cached for the last trace, since several checks of
 * a run ask.
 */
export function endedIn(trace: Trace, { allowsCached = false }: Allowance = {}): readonly Ended[] {
  if (last?.trace !== trace || last.allowsCached !== allowsCached) {
    last = { trace, allowsCached, ended: classified(trace, allowsCached) };
  }
  return last.ended;
}

/** Not a WeakMap: its values outlive their keys until the next garbage collection. */
let last:
  | { readonly trace: Trace; readonly allowsCached: boolean; readonly ended: readonly Ended[] }
  | undefined;

function classified(trace: Trace, allowsCached: boolean): readonly Ended[] {
  const records = readTasks(trace);
  const ledger = ledgerOf(records);
  const damageTo = damageOf(ledger, records);
  const falsehood = falsehoodIn(trace, records, ledger, allowsCached);
  return records.tasks.map((task) => {
    const { ending } = task;
    const bad = (outcome: Outcome, finding: Breach) => ({ task, outcome, finding, doubt: null });
    if (ending.how === 'hung') return bad('hung', hungBy(task, ending.why));
    const damage = damageTo(task);
    if (damage?.finding) return bad('unsafe', damage.finding);
    const doubt = damage?.doubt ?? null;
    const other = (outcome: Outcome) => ({ task, outcome, finding: null, doubt });
    if (ending.how === 'failed') return other('failed-loud');
    const wrong = falsehood(task);
    if (wrong) return bad('silently-wrong', wrong);
    if (ending.disposition === 'failed') return other('failed-loud');
    if (ending.disposition !== 'full') return other(ending.disposition);
    return other(task.hits.length > 0 ? 'recovered' : 'unaffected');
  });
}

function hungBy({ id, start, end }: TaskRecord, why: string): Breach {
  const evidence = [start.seq, ...(end ? [end.seq] : [])];
  return { reason: `task ${id} hung (${why})`, evidence, signature: `hung (${why})` };
}
