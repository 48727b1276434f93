import { check, type Checker } from '../model/checker.ts';
import { func, text } from '../model/kinds.ts';
import { demandOptions } from '../model/strict.ts';
import { unknown } from '../model/verdict.ts';
import { judgeTasks, missingPoint, verdictOf, type Finding } from './finding.ts';
import { namesIn } from './ledger.ts';
import { byOp, isSound, type TaskCall, type TaskRecord } from './tasks.ts';

/** When an answer must not pass for `full`. */
export interface Disclosure {
  /** When a call to this point never got a whole and true reply, in any of its attempts. */
  readonly point?: string;
  /** When this says so of the task. */
  readonly when?: (task: TaskRecord) => boolean;
}

/**
 * Answers of the storm that rest on less say so: their disposition is not `full`. By default that is for
 * each task that met trouble (a fault, or a call without a sound reply) and whose answer is not
 * right; with `point` or `when`, for each task these pick, right or not.
 */
export function discloses(options: Disclosure = {}): Checker {
  demandOptions(options, {
    what: 'the options of discloses(…)',
    shape: { point: text, when: func('a function of a task') },
  });
  const { point, when } = options;
  const strict = point !== undefined || when !== undefined;
  return check(
    'discloses',
    (trace) =>
      missingPoint(trace, point) ??
      judgeTasks(trace, 'storm', (tasks) => {
        const troubled = tasks.filter((task) => {
          if (!strict) return task.hits.length > 0 || unsound(task.calls).length > 0;
          return when?.(task) === true || (point !== undefined && lacks(task, point));
        });
        if (troubled.length === 0) return unknown('no task of the storm had anything to disclose');
        const full = troubled.filter(
          ({ ending }) => ending.how === 'answered' && ending.disposition === 'full',
        );
        const wrong = strict ? full : full.filter((task) => rightness(task) === false);
        const doubts = full.filter((task) => !strict && rightness(task) === null);
        return verdictOf(
          wrong.map((task) => wordOf(task, point)),
          doubts.map((task) => `nothing says whether the answer of task ${task.id} is right`),
        );
      }),
    namesIn(point === undefined ? {} : { point }),
  );
}

function lacks(task: TaskRecord, point: string): boolean {
  const calls = task.calls.filter((call) => call.start.point === point);
  return byOp(calls).some((attempts) => !attempts.some(isSound));
}

function unsound(calls: readonly TaskCall[]): readonly TaskCall[] {
  return calls.filter((call) => !isSound(call));
}

function rightness({ ending }: TaskRecord): boolean | null {
  return ending.how === 'answered' ? ending.correct : null;
}

function wordOf(task: TaskRecord, point: string | undefined): Finding {
  const calls = unsound(task.calls).filter(({ start }) => (point ?? start.point) === start.point);
  const where = point === undefined ? '' : ` of ${point}`;
  const seqs = calls.map((call) => call.end?.seq ?? call.start.seq);
  return {
    reason: `task ${task.id} met trouble${where} and answers as if in full`,
    evidence: [...task.hits.map((hit) => hit.seq), ...seqs, ...(task.end ? [task.end.seq] : [])],
    signature: `discloses: a full answer in spite of trouble${where}`,
  };
}
