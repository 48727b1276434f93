import { check, type Checker } from '../model/trace/checker.ts';
import { amount, flag, text } from '../model/options/kinds.ts';
import { demandOptions, type Demand } from '../model/options/strict.ts';
import type { Mode, Trace } from '../model/trace/trace.ts';
import { notApplicable, unknown, type Verdict } from '../model/trace/verdict.ts';
import { judgeTasks, mergedOf, missingPoint, verdictOf, type Breach } from './evidence/finding.ts';
import { namesIn } from './evidence/ledger.ts';
import { byOp, outcomeOfCall, type TaskCall } from './evidence/tasks.ts';

/** How an agent should retry; what is left out is not asked. */
export interface Backoff {
  /** No next attempt before a reply's retry-after is over; asked unless false. */
  readonly obeyRetryAfter?: boolean;
  /** First retries do not all wait equally long (over at least 3 operations). */
  readonly jitter?: boolean;
  /** Attempts of one operation within one task. */
  readonly maxAttempts?: number;
  /** Look at this point only. */
  readonly point?: string;
}

/**
 * Retries in the fault phase keep their distance. A reply that the agent did not live to read told
 * it nothing. Not applicable where nobody was told to wait and nothing else is asked; unknown where
 * jitter is asked and fewer than 3 operations were retried.
 */
export function backsOff(options: Backoff = {}): Checker {
  const { jitter = false, maxAttempts, point } = options;
  demandOptions(options, { what: 'the options of backsOff(…)', shape });
  return check(
    'backs-off',
    (trace) =>
      missingPoint(trace, point) ??
      judgeTasks(trace, 'during', (tasks) => {
        const at = (call: TaskCall) => point === undefined || call.start.point === point;
        const ops = tasks.flatMap((task) => byOp(task.calls.filter(at)));
        if (ops.length === 0)
          return notApplicable(`the fault phase made no call${point ? ` at ${point}` : ''}`);
        const toleranceMs = tolerances[trace.mode];
        const parts: Verdict[] = [];
        if (options.obeyRetryAfter !== false) parts.push(judgeWaits(ops, toleranceMs, trace));
        if (maxAttempts !== undefined) parts.push(judgeAttempts(ops, maxAttempts));
        if (jitter) parts.push(judgeJitter(ops, toleranceMs));
        return mergedOf(parts);
      }),
    namesIn(point === undefined ? {} : { point }),
  );
}

const shape: Demand<Backoff>['shape'] = {
  obeyRetryAfter: flag,
  jitter: flag,
  maxAttempts: amount(1),
  point: text,
};

/** What a timer and a socket may blur, in ms. */
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

/** How long a reply that arrived told the agent to wait (ms), or null. */
function heardIn(call: TaskCall): number | null {
  const outcome = outcomeOfCall(call);
  return outcome === 'replied' || outcome === 'failed' ? (call.end?.retryAfterMs ?? null) : null;
}

/** When the agent's process died: what it had been told until then may have gone with it. */
function deathsIn({ events }: Trace): readonly number[] {
  return events
    .filter(
      (event) =>
        event.kind === 'process' ||
        (event.kind === 'fault.hit' && /^(crash|kill|restart)$/.test(event.effect)),
    )
    .map(({ seq }) => seq);
}

/** A reply that said to wait, and the next attempt at the same, or null. */
interface Told {
  readonly call: TaskCall;
  readonly next: TaskCall | null;
  readonly waitMs: number;
}

/** The next attempt, where it came too early. */
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

/** Only waits the agent chose itself: after a retry-after, all alike is obedience. */
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
