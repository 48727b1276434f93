import { check, type Checker } from '../model/trace/checker.ts';
import { HarnessError } from '../model/error.ts';
import { toMs, type Duration } from '../model/options/duration.ts';
import { amount, duration, text } from '../model/options/kinds.ts';
import { demandOptions, type Demand } from '../model/options/strict.ts';
import { doubtful, judgeTasks, missingPoint, verdictOf, type Breach } from './evidence/finding.ts';
import { namesIn } from './evidence/ledger.ts';
import { withoutPolls } from './evidence/repeats/polls.ts';
import { isAt, byOp, type TaskCall, type TaskRecord, type TaskRecords } from './evidence/tasks.ts';

/** The most that one task may spend; options that are left out have no limit. */
export interface Bounds {
  readonly calls?: number;
  /**
   * Attempts of one operation with one set of arguments. A question that is asked once more 1 s or later
   * after a true reply, without a model's turn in between, is a poll and no attempt.
   */
  readonly callsPerOp?: number;
  readonly tokens?: number;
  /** The most time from the task's start to its end. */
  readonly within?: Duration;
  /** Counts calls and tokens at this point only. */
  readonly point?: string;
}

/**
 * No task of the fault phase spends more calls, attempts, tokens or time than it may.
 *
 * @example bounded({ calls: 30, callsPerOp: 4, tokens: 50_000, within: '20 s' })
 */
export function bounded(bounds: Bounds): Checker {
  demandOptions(bounds, { what: 'the bounds of bounded(…)', shape, alias: { ms: 'within' } });
  const { point, ...limits } = bounds;
  if (Object.values(limits).every((limit) => limit === undefined)) {
    throw new HarnessError('bad-argument', {
      expected: 'bounded: at least one of calls, callsPerOp, tokens, within',
      got: 'none',
      fix: 'Say what is bounded: bounded({ calls: 20 }).',
    });
  }
  return check(
    'bounded',
    (trace) =>
      missingPoint(trace, point) ??
      judgeTasks(trace, 'during', (tasks, records) =>
        verdictOf([
          ...tasks.flatMap((task) => overruns(task, bounds, records)),
          ...unowned(records, bounds).map(doubtful),
        ]),
      ),
    namesIn({ point: bounds.point }),
  );
}

const shape: Demand<Bounds>['shape'] = {
  calls: amount(0),
  callsPerOp: amount(0),
  tokens: amount(0),
  within: duration,
  point: text,
};

function overruns(task: TaskRecord, bounds: Bounds, { points }: TaskRecords): readonly Breach[] {
  const where = bounds.point === undefined ? '' : ` at ${bounds.point}`;
  // What is found in a folder was asked of nobody.
  const calls = task.calls.filter(
    (call) => isAt(call, bounds.point) && points[call.start.point]?.kind !== 'files',
  );
  const found: Breach[] = [];
  const judge = (
    spent: number,
    limit: number | undefined,
    what: string,
    seqs: readonly number[],
  ) => {
    if (limit === undefined || spent <= limit) return;
    found.push({
      reason: `task ${task.id}: ${spent} ${what}, ${limit} allowed`,
      evidence: seqs,
      signature: `bounded: more than ${limit} ${what}`,
    });
  };
  judge(calls.length, bounds.calls, `calls${where}`, starts(calls).slice(bounds.calls));
  for (const attempts of byOp(calls)) {
    const tries = withoutPolls(attempts, task, points);
    const { label, point } = tries[0]?.start ?? { label: '', point: '' };
    const what = `attempts of one ${point} ${label}`;
    judge(tries.length, bounds.callsPerOp, what, starts(tries).slice(bounds.callsPerOp));
  }
  const charged = calls.flatMap((call) => (call.end && call.end.tokens > 0 ? [call.end] : []));
  const tokens = charged.reduce((sum, end) => sum + end.tokens, 0);
  judge(
    tokens,
    bounds.tokens,
    `tokens${where}`,
    charged.map((end) => end.seq),
  );
  const limitMs = bounds.within === undefined ? undefined : toMs(bounds.within);
  judge(task.tookMs, limitMs, 'ms', [task.start.seq, task.end?.seq ?? task.start.seq]);
  return found;
}

function starts(calls: readonly TaskCall[]): readonly number[] {
  return calls.map((call) => call.start.seq);
}

/** The doubts about calls without a task, since these may exceed the bounds. */
function unowned(records: TaskRecords, bounds: Bounds): readonly string[] {
  if ((bounds.calls ?? bounds.callsPerOp ?? bounds.tokens) === undefined) return [];
  const here = (call: TaskCall) => isAt(call, bounds.point);
  const lost = records.stray.calls.filter(here).length;
  const owned = records.tasks.some((task) => task.calls.some(here));
  return lost > 0 && !owned ? [`no call belongs to a task (${lost} belong to none)`] : [];
}
