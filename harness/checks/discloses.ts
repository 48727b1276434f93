import { check, type Checker } from '../model/trace/checker.ts';
import { func, text } from '../model/options/kinds.ts';
import { demandOptions } from '../model/options/strict.ts';
import { notApplicable } from '../model/trace/verdict.ts';
import { dispositionOf } from './evidence/ending/disposition-rank.ts';
import {
  earlierAnswersIn,
  isCorrected,
  type EarlierAnswer,
} from './evidence/conversation/as-answered.ts';
import {
  doubtful,
  judgeTasks,
  missingPoint,
  signedBy,
  verdictOf,
  type Breach,
} from './evidence/finding.ts';
import { shortOf } from './evidence/ledger/expected-effects.ts';
import { ledgerOf, namesIn, type Ledger } from './evidence/ledger.ts';
import {
  byOp,
  isAt,
  isSound,
  type TaskCall,
  type TaskRecord,
  type TaskRecords,
  wrongTurns,
} from './evidence/tasks.ts';
import { isMadeGood, isToldBefore } from './evidence/excuses/told-before.ts';
import { adviceOfAnswer, doubtOfFull } from './evidence/lost/doubt-of-full.ts';
import { doubtsOfPlace } from './evidence/lost/in-its-place.ts';
import { lossOf } from './evidence/lost/loss.ts';
import { fullTwins } from './evidence/lost/twins.ts';
import { adviceOfSource, takenElsewhere } from './evidence/outdated/other-source.ts';
import { toldInPart } from './evidence/partial/told-in-part.ts';
import { wrongAnswer } from './evidence/ending/wrong-answer.ts';

/** Which answers must not be `full`. */
export interface Disclosure {
  /**
   * Answers of tasks with an operation at this point of which no attempt got a whole and true
   * reply.
   */
  readonly point?: string;
  /** Answers of tasks for which this returns true. */
  readonly when?: (task: TaskRecord) => boolean;
}

/**
 * Answers of the fault phase that rest on less are not `full`. By default these are the answers
 * that are not right, by the task's expectations, of tasks that met a fault or a call without a
 * sound reply, and those that tell a part of a reply that did not come whole, though without faults
 * they tell it whole; with `point` or `when`, the answers of the tasks they select. Where nothing
 * says which answer is right, unknown if it may be such a part, or if it is other than the same
 * before and after the faults: in a figure, or in what it takes from a call that was lost and never
 * made good, or does by that, or in a state that only a lost last reply to a question tells, or in what
 * it took in silence from another source than before the faults, or in what it tells, if less than full, too, in the
 * place of a lost reply that it may do without, or where the
 * task was not asked twice without faults, and lost a reply; else not applicable, as where no task met
 * trouble.
 *
 * @example discloses({ point: 'prices' })
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
    (trace, { allowsCached = false }) =>
      missingPoint(trace, point) ??
      judgeTasks(trace, 'during', (tasks, records) => {
        const source = (task: TaskRecord) => (allowsCached ? null : doubtOfSource(task, records));
        const troubled = tasks.filter((task) => {
          if (!strict) return isTroubled(task, records) || source(task) !== null;
          return picks(when, task) || (point !== undefined && lacks(task, point));
        });
        const earlier = earlierAnswersIn(records);
        // A task that may do without a reply meets no trouble where it does not ask.
        const placed = strict
          ? []
          : tasks.flatMap((task) => doubtsOfPlace(task, records, { allowsCached, earlier }));
        if (troubled.length + placed.length === 0) {
          return notApplicable('no task of the fault phase had anything to disclose');
        }
        const full = troubled.filter(
          ({ ending }) => ending.how === 'answered' && ending.disposition === 'full',
        );
        if (strict) return verdictOf(full.map((task) => breachOf(task, point)));
        const ledger = ledgerOf(records);
        const right = (task: TaskRecord) => rightness(task, ledger);
        const early = troubled.flatMap((task) => wrongBefore(task) ?? []);
        const wrong = full.filter((task) => right(task) === false);
        const open = full.filter((task) => right(task) === null);
        const rest = full.filter((task) => !wrong.includes(task));
        const partTold = toldInPart(records);
        const before = troubled.flatMap((task) => earlier(task).filter(isUnjudged));
        const parts = [
          ...rest
            .filter((task) => !isToldBefore(task) || isMadeGood(task))
            .flatMap((task) => partTold(task) ?? []),
          ...before.flatMap((one) => toldInPart(one.records)(one.task) ?? []),
        ];
        const doubts = [
          ...rest.flatMap(
            (task) => doubtOfFull(task, records, { ledger, allowsCached }) ?? source(task) ?? [],
          ),
          ...before.flatMap(({ message, task, ...then }) => {
            const doubt = doubtOfFull(task, then.records, { ledger: then.ledger, allowsCached });
            return doubt === null ? [] : `of the answer to message ${message}: ${doubt}`;
          }),
          ...placed,
        ];
        const [unsaid] = open;
        if (
          unsaid &&
          open.length === full.length &&
          parts.length + doubts.length + early.length === 0
        ) {
          return notApplicable(
            `nothing says whether the answer of task ${unsaid.id} is right ${adviceOfAnswer}`,
          );
        }
        return verdictOf([
          ...wrong.map((task) => breachOf(task, point)),
          ...early,
          ...parts.map((part) => signedBy('discloses', part)),
          ...doubts.map(doubtful),
        ]);
      }),
    namesIn({ point }),
  );
}

function doubtOfSource(task: TaskRecord, records: TaskRecords): string | null {
  const other = takenElsewhere(task, records);
  return other && `task ${task.id} answers as if in full, and ${other} ${adviceOfSource}`;
}

/** Whether a task met a fault or a call without a sound reply, or did without one that had failed before. */
function isTroubled(task: TaskRecord, records: TaskRecords): boolean {
  if (task.hits.length > 0 || unsound(task.calls).length > 0) return true;
  const others = records.tasks.filter(({ role }) => role === 'during');
  if (others.every(({ calls }) => calls.every(isSound))) return false;
  return lossOf(task, fullTwins(task, records.tasks), records) !== null;
}

/** The finding of an answer in full before the last that is not the expected one, once its task had met trouble. */
function wrongBefore(task: TaskRecord): Breach | null {
  const since = Math.min(
    ...task.hits.map(({ seq }) => seq),
    ...unsound(task.calls).map(({ start }) => start.seq),
  );
  const turn = wrongTurns(task).find(
    ({ seq, ending }) => seq > since && dispositionOf(ending) === 'full',
  );
  if (!turn) return null;
  const { seq, ending } = turn;
  const said = wrongAnswer({ start: turn, ending });
  return {
    reason: `task ${task.id} met trouble and answers message ${turn.turn - 1} as if in full${said}`,
    evidence: [since, seq],
    signature: 'discloses: a full answer in spite of trouble',
  };
}

/**
 * Whether an answer in full before the last is still to be judged: it is not wrong by what is expected of it, its task had
 * met trouble by then, and no later answer says that it corrects what was told.
 */
function isUnjudged({ task, records, later }: EarlierAnswer): boolean {
  const { ending } = task;
  if (ending.how !== 'answered' || ending.disposition !== 'full') return false;
  if (ending.correct === false || !isTroubled(task, records)) return false;
  return !isCorrected(later);
}

function picks(when: Disclosure['when'], task: TaskRecord): boolean {
  const isPicked: unknown = when?.(task) ?? false;
  if (typeof isPicked === 'boolean') return isPicked;
  throw new TypeError('`when` of discloses(…) returned neither true nor false');
}

function lacks(task: TaskRecord, point: string): boolean {
  const calls = task.calls.filter((call) => isAt(call, point));
  return byOp(calls).some((attempts) => !attempts.some(isSound));
}

function unsound(calls: readonly TaskCall[]): readonly TaskCall[] {
  return calls.filter((call) => !isSound(call));
}

/** Whether a full answer is right; null if the task expects nothing. */
function rightness(task: TaskRecord, ledger: Ledger): boolean | null {
  const { ending, start } = task;
  if (ending.how !== 'answered') return null;
  if (ending.correct === false) return false;
  // What is lacking was told when it was asked for; this answer need not be about that.
  if (shortOf(ledger, task).length > 0) return isToldBefore(task) ? ending.correct : false;
  const isDeclared = Object.keys(start.shouldDo ?? {}).length > 0;
  return ending.correct ?? (isDeclared ? true : null);
}

function breachOf(task: TaskRecord, point: string | undefined): Breach {
  const calls = unsound(task.calls).filter((call) => isAt(call, point));
  const where = point === undefined ? '' : ` of ${point}`;
  const seqs = calls.map((call) => call.end?.seq ?? call.start.seq);
  return {
    reason: `task ${task.id} met trouble${where} and answers as if in full${wrongAnswer(task)}`,
    evidence: [...task.hits.map((hit) => hit.seq), ...seqs, ...(task.end ? [task.end.seq] : [])],
    signature: `discloses: a full answer in spite of trouble${where}`,
  };
}
