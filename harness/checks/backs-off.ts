import { check, type Checker } from '../model/trace/checker.ts';
import { amount, flag, text } from '../model/options/kinds.ts';
import { demandOptions, type Demand } from '../model/options/strict.ts';
import type { Mode, Trace } from '../model/trace/trace.ts';
import { notApplicable, unknown, type Verdict } from '../model/trace/verdict.ts';
import { judgeTasks, mergedOf, missingPoint, verdictOf, type Breach } from './evidence/finding.ts';
import { namesIn } from './evidence/ledger.ts';
import { triesWithoutPause } from './evidence/repeats/without-pause.ts';
import {
  isAt,
  byOp,
  outcomeOfCall,
  type TaskCall,
  type TaskRecord,
  type TaskRecords,
} from './evidence/tasks.ts';

/** How an agent should retry. Options that are left out are not checked. */
export interface Backoff {
  /** Whether the next attempt must wait for a reply's retry-after; true by default. */
  readonly obeyRetryAfter?: boolean;
  /** Whether first retries must differ in their waits (over at least 3 operations). */
  readonly jitter?: boolean;
  /** The most attempts of one operation within one task. */
  readonly maxAttempts?: number;
  /** Checks this point only. */
  readonly point?: string;
}

/**
 * Retries in the fault phase wait long enough: ten attempts of one operation without a pause (100 ms), each after
 * the last one failed, do not. A reply that asks to wait counts only if the agent lived to read it.
 * Not applicable where no reply asked to wait and no other option is set; unknown where jitter is
 * checked and fewer than 3 operations were retried.
 *
 * @example backsOff({ maxAttempts: 4, point: 'flights' })
 */
export function backsOff(options: Backoff = {}): Checker {
  demandOptions(options, { what: 'the options of backsOff(…)', shape });
  const { jitter = false, maxAttempts, point } = options;
  return check(
    'backs-off',
    (trace) =>
      missingPoint(trace, point) ??
      judgeTasks(trace, 'during', (tasks, { points }) => {
        const ops = tasks.flatMap((task) => byOp(task.calls.filter((call) => isAt(call, point))));
        if (ops.length === 0)
          return notApplicable(`the fault phase made no call${point ? ` at ${point}` : ''}`);
        const toleranceMs = tolerances[trace.mode];
        const hasty = hastyTries(tasks, point, { points, deaths: deathsIn(trace) });
        const parts: Verdict[] = hasty.length > 0 ? [verdictOf(hasty)] : [];
        if (options.obeyRetryAfter !== false) parts.push(judgeWaits(ops, toleranceMs, trace));
        if (maxAttempts !== undefined) parts.push(judgeAttempts(ops, maxAttempts));
        if (jitter) parts.push(judgeJitter(ops, toleranceMs));
        return mergedOf(parts);
      }),
    { ...namesIn({ point }), ...(jitter && { over: 'run' }) },
  );
}

const shape: Demand<Backoff>['shape'] = {
  obeyRetryAfter: flag,
  jitter: flag,
  maxAttempts: amount(1),
  point: text,
};

/** The tolerance for timers and sockets (ms). */
const tolerances: Readonly<Record<Mode, number>> = { sim: 0, wire: 20 };

/** The attempts of one operation within one task, in order. */
type Op = readonly TaskCall[];

function judgeWaits(ops: readonly Op[], toleranceMs: number, trace: Trace): Verdict {
  const deaths = deathsIn(trace);
  const told = ops.flatMap((op) =>
    op.flatMap((call) => {
      const waitMs = heardIn(call);
      if (waitMs === null) return [];
      const next = op.find(({ start }) => start.seq > (call.end?.seq ?? 0)) ?? null;
      const until = next?.start.seq ?? Number.POSITIVE_INFINITY;
      const isForgotten = deaths.some((seq) => seq > call.start.seq && seq < until);
      return isForgotten ? [] : [{ call, next, waitMs }];
    }),
  );
  if (told.length === 0) return notApplicable('no reply told the agent how long to wait');
  return verdictOf(told.flatMap((one) => hurry(one, toleranceMs) ?? []));
}

/** How long a reply told the agent to wait (ms); null if it did not, or did not arrive. */
function heardIn(call: TaskCall): number | null {
  const outcome = outcomeOfCall(call);
  return outcome === 'replied' || outcome === 'failed' ? (call.end?.retryAfterMs ?? null) : null;
}

/** The times at which the agent's process died, and may have forgotten what replies told it. */
function deathsIn({ events }: Trace): readonly number[] {
  return events
    .filter(
      (event) =>
        event.kind === 'process' ||
        (event.kind === 'fault.hit' && /^(crash|kill|restart)$/.test(event.effect)),
    )
    .map(({ seq }) => seq);
}

/** A reply that asked to wait, and the next attempt of the operation, or null. */
interface Told {
  readonly call: TaskCall;
  readonly next: TaskCall | null;
  readonly waitMs: number;
}

/** The finding for a next attempt that came too early. */
function hurry({ call: { start, end }, next, waitMs }: Told, toleranceMs: number): Breach | null {
  if (!end || !next || next.start.atMs >= end.atMs + waitMs - toleranceMs) return null;
  const gapMs = next.start.atMs - end.atMs;
  const what = `${start.point} ${start.label}`;
  return {
    reason: `task ${start.task}: ${what} came again after ${gapMs} ms, told to wait ${waitMs} ms`,
    evidence: [end.seq, next.start.seq],
    signature: `backs-off: ${what} was tried again before its retry-after`,
  };
}

function hastyTries(
  tasks: readonly TaskRecord[],
  point: string | undefined,
  { points, deaths }: Pick<TaskRecords, 'points'> & { readonly deaths: readonly number[] },
): readonly Breach[] {
  return tasks.flatMap((task) =>
    byOp(task.calls.filter((call) => isAt(call, point))).flatMap((op) => {
      const row = triesWithoutPause(op, task, points, deaths);
      const [first] = row ?? [];
      if (!row || !first) return [];
      const what = `${first.start.point} ${first.start.label}`;
      return {
        reason: `task ${task.id}: ${what} was tried ${row.length} times without a pause, each after it had failed`,
        evidence: row.map(({ start }) => start.seq),
        signature: `backs-off: ${what} was tried again and again without a pause`,
      };
    }),
  );
}

function judgeAttempts(ops: readonly Op[], limit: number): Verdict {
  return verdictOf(
    ops
      .filter((op) => op.length > limit)
      .map((op) => {
        const { task, point, label } = op[0]?.start ?? { task: '', point: '', label: '' };
        return {
          reason: `task ${task}: ${point} ${label} was tried ${op.length} times, ${limit} allowed`,
          evidence: op.slice(limit).map((call) => call.start.seq),
          signature: `backs-off: ${point} ${label} was tried more than ${limit} times`,
        };
      }),
  );
}

/**
 * Judges only waits that the agent chose itself: after a retry-after, equal waits are obedience.
 */
function judgeJitter(ops: readonly Op[], toleranceMs: number): Verdict {
  const gaps = ops.flatMap((op) => {
    const [first, second] = op;
    if (!first?.end || !second || first.end.retryAfterMs !== null) return [];
    if (outcomeOfCall(first) === 'replied' || second.start.seq < first.end.seq) return [];
    return [{ ms: second.start.atMs - first.end.atMs, seq: second.start.seq }];
  });
  if (gaps.length < 3) return unknown(`too few retries to tell jitter: ${gaps.length} of 3`);
  const waits = gaps.map((gap) => gap.ms);
  const spreadMs = Math.max(...waits) - Math.min(...waits);
  if (spreadMs > toleranceMs) return verdictOf([]);
  return verdictOf([
    {
      reason: `all ${gaps.length} first retries came after the same ${waits[0] ?? 0} ms: no jitter`,
      evidence: gaps.map((gap) => gap.seq),
      signature: 'backs-off: first retries come without jitter',
    },
  ]);
}
