import type { Trace } from '../model/trace.ts';
import { mentions, textsOf } from './mentions.ts';
import type { TaskCall, TaskRecord, TaskRecords } from './tasks.ts';

/**
 * Where a claim of an answer comes from. `given`: a true reply to that task, or its input.
 * `tainted`: only replies to it that the harness falsified. `borrowed`: replies to other tasks.
 * `unclear`: only replies that belong to no task. `fabricated`: nowhere.
 */
export type Source = 'given' | 'tainted' | 'borrowed' | 'unclear' | 'fabricated';

/** Every nonce in a JSON value, once each: `BA-0k3f9x2a`, a word that only tool data can hold. */
export function noncesOf(value: unknown): readonly string[] {
  return [...new Set(textsOf(value).flatMap((text) => text.match(nonce) ?? []))];
}

/**
 * Tells where a claim in a task's answer comes from. Replies of `points` are evidence; where none
 * are named, those of every tool, for what a model says is no evidence; the replies of models count
 * only in a run that has no tools.
 */
export function sourcesIn(
  trace: Trace,
  records: TaskRecords,
  points: readonly string[] = evidencePoints(trace),
): (task: TaskRecord, claim: string) => Source {
  const evident = (call: TaskCall) => points.includes(call.start.point);
  return (task, claim) => {
    const before = task.end?.seq ?? Number.POSITIVE_INFINITY;
    const said = (call: TaskCall) =>
      call.end !== null && call.end.seq < before && says(call.end.meaning, claim);
    if (says(task.start.input, claim) || ownKey(task, claim)) return 'given';
    const own = task.calls.filter(said);
    if (own.some((call) => evident(call) && call.end?.taint === '')) return 'given';
    if (own.some((call) => call.end?.taint !== '')) return 'tainted';
    if (records.stray.calls.some((call) => evident(call) && said(call))) return 'unclear';
    const others = records.tasks.filter((other) => other !== task);
    if (others.some(({ calls }) => calls.some((call) => evident(call) && said(call)))) {
      return 'borrowed';
    }
    return 'fabricated';
  };
}

const nonce = /\b[A-Z][A-Z0-9]{0,7}-[0-9a-z]{8}\b/g;

function says(value: unknown, claim: string): boolean {
  return mentions(value, claim) || noncesOf(value).includes(claim);
}

/** The agent's own idempotency keys: it made them up by right, and lists them to be reconciled. */
function ownKey(task: TaskRecord, claim: string): boolean {
  return task.effects.some((effect) => effect.key === claim);
}

function evidencePoints(trace: Trace): readonly string[] {
  const names = Object.keys(trace.points);
  const tools = names.filter((name) => trace.points[name]?.kind !== 'model');
  return tools.length > 0 ? tools : names;
}
