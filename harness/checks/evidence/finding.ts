import type { Role } from '../../model/phase.ts';
import type { Trace } from '../../model/trace/trace.ts';
import {
  failed,
  notApplicable,
  passed,
  unknown,
  worst,
  type Verdict,
} from '../../model/trace/verdict.ts';
import type { Scope } from './ledger.ts';
import { readTasks, type TaskRecord, type TaskRecords } from './tasks.ts';

/** A finding of a check: one place where its invariant is broken, or may be. */
export interface Breach {
  readonly reason: string;
  readonly evidence: readonly number[];
  readonly signature: string;
  /** Whether the evidence decides; true where left out. */
  readonly sure?: boolean;
}

/** A finding on which the evidence does not decide. */
export function doubtful(reason: string): Breach {
  return { reason, evidence: [], signature: '', sure: false };
}

/** Whether a finding is sure. */
export function isSure({ sure = true }: Breach): boolean {
  return sure;
}

/** A finding as one of this check, which its signature names. */
export function signedBy(check: string, finding: Breach): Breach {
  return { ...finding, signature: `${check}: ${finding.signature}` };
}

/** The verdict of findings: fail if one is sure, else unknown if there is one. */
export function verdictOf(found: readonly Breach[]): Verdict {
  const broken = found.filter(isSure);
  const [first] = broken;
  if (first) {
    const more = broken.length > 1 ? ` (and ${broken.length - 1} more)` : '';
    return failed(`${first.reason}${more}`, evidenceOf(broken), first.signature);
  }
  const [doubt] = found;
  return doubt ? unknown(doubt.reason) : passed;
}

/** The verdict of a check with several parts: the worst of those that apply. */
export function mergedOf(parts: readonly Verdict[]): Verdict {
  const result = worst(parts.map((part) => part.result));
  return parts.find((part) => part.result === result) ?? parts[0] ?? passed;
}

/**
 * Judges the tasks of the phases of one role. Unknown if there is no task, or the trace breaks off
 * before a task ended, unless the others already show a failure.
 */
export function judgeTasks(
  trace: Trace,
  role: Role,
  judge: (tasks: readonly TaskRecord[], records: TaskRecords) => Verdict,
): Verdict {
  const records = readTasks(trace);
  const all = records.tasks.filter((task) => task.role === role);
  if (all.length === 0) return unknown(noTaskIn(role));
  const ended = all.filter((task) => task.end !== null);
  const verdict = ended.length > 0 ? judge(ended, records) : passed;
  if (ended.length === all.length || verdict.result === 'fail') return verdict;
  return unknown(`the trace breaks off before ${all.length - ended.length} task(s) came back`);
}

/** The reason of a verdict on the tasks of a role, where there are none. */
export function noTaskIn(role: Role): string {
  return `there is no task in the ${roleWords[role]}`;
}

/** `unknown` where the trace has no such point, else null. */
export function missingPoint(trace: Trace, point: string | undefined): Verdict | null {
  if (point === undefined || Object.hasOwn(trace.points, point)) return null;
  return unknown(`there is no point '${point}' in this run`);
}

/** `not-applicable` where no point in scope declares an effect that could be counted, else null. */
export function noEffects(trace: Trace, { point, call }: Scope): Verdict | null {
  const labels = Object.entries(trace.points)
    .filter(([name]) => point === undefined || name === point)
    .flatMap(([, { effects }]) => effects)
    .filter((label) => call === undefined || label === call);
  if (labels.length > 0) return null;
  return notApplicable(
    `no effect${call === undefined ? '' : ` ${call}`} is declared at ${point ?? 'any point'}`,
  );
}

/** The name of each role's phases in verdicts. */
export const roleWords: Readonly<Record<Role, string>> = {
  before: 'baseline',
  during: 'fault phase',
  after: 'recovery',
};

const maxEvidence = 100;

function evidenceOf(broken: readonly Breach[]): readonly number[] {
  const seqs = new Set(broken.flatMap((finding) => finding.evidence));
  return [...seqs].toSorted((a, b) => a - b).slice(0, maxEvidence);
}
