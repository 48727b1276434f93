import { asText } from '../../../model/json/contains.ts';
import { askedIn } from '../../../model/scenario.ts';
import { doubtful, type Breach } from '../finding.ts';
import { madeForTask, type Ledger } from '../ledger.ts';
import type { Entry } from '../ledger/entry.ts';
import { newlySaid } from '../lost/newly-said.ts';
import { mentions } from '../mentions.ts';
import { saysOpen } from '../prose/undoings.ts';
import { argumentsOf } from '../scalars.ts';
import { isSound, type TaskCall, type TaskRecord, type TaskRecords } from '../tasks.ts';
import { nounsOf } from '../undone/entry-names.ts';
import { attemptsIn, partDoneIn, thingsIn, timesDoneIn } from './told-counts.ts';

/**
 * Finds a number in an answer that is not the number of what its task did: of attempts ("I tried three times", of one
 * call), of effects ("it went through twice"), or a part that is told as done where nothing is. Null where there is
 * none, where calls or effects without a task may be meant, or where the same task says so without faults.
 */
export function miscountedIn(
  ledger: Ledger,
  { tasks, stray, points }: TaskRecords,
  lost: readonly Entry[],
): (task: TaskRecord) => Breach | null {
  const isTool = ({ start }: TaskCall) => points[start.point]?.kind !== 'model';
  return (task) => {
    if (task.ending.how !== 'answered' || !task.calls.some(isTool)) return null;
    if (stray.calls.length > 0 || lost.length > 0) return null;
    const counts = attemptsOf(task);
    const made = madeForTask(ledger, task);
    const hasLooked = task.calls.some((call) => isTool(call) && call.start.safe && isSound(call));
    const isActive = made.length > 0 || task.calls.some((call) => isTool(call) && isAct(call));
    const wordOf = (sentence: string): string | null => {
      const tried = attemptsIn(sentence).find((told) => !counts.has(told));
      if (tried !== undefined) return `not that often (calls: ${task.calls.filter(isTool).length})`;
      const parts = sentence.split(/[,;:]\s/).filter((part) => !saysOpen(part));
      if (!isActive && wants(task) && parts.some((part) => isPart(part, task))) {
        return 'not so: nothing of it is there';
      }
      if (made.length === 0 || hasLooked) return null;
      const isRight = parts.every((part) => isCountOf(part, made, task));
      return isRight ? null : `not that often (effects: ${made.length})`;
    };
    const [found] = newlySaid(task, tasks).flatMap(({ said }) => {
      const word = wordOf(said);
      return word === null ? [] : [{ said, word }];
    });
    if (!found) return null;
    return doubtful(
      `task ${task.id} says "${found.said}", and it is ${found.word} (say in expect.wrong what no answer may say of it)`,
    );
  };
}

function wants({ start }: TaskRecord): boolean {
  return Object.keys(start.shouldDo ?? {}).length > 0;
}

function isAct({ start, end }: TaskCall): boolean {
  return !start.safe && end?.outcome === 'replied';
}

/** Every number by which a task may count its attempts, or its repetitions. */
function attemptsOf({ calls, turns, diedAt }: TaskRecord): ReadonlySet<number> {
  const since = [-1, diedAt, turns.at(-1)?.seq ?? -1];
  const counts = since.flatMap((from) => {
    const own = calls.filter(({ start }) => start.seq > from);
    const kinds = [
      ({ start }: TaskCall) => start.point,
      ({ start }: TaskCall) => `${start.point} ${start.label}`,
      ({ start }: TaskCall) => `${start.point} ${start.site.op}`,
    ];
    const failed = own.filter((call) => !isSound(call));
    const groups = [own, failed].flatMap((some) =>
      kinds.flatMap((kind) => [...Map.groupBy(some, kind).values()]),
    );
    return [own, failed, ...groups].map(({ length }) => length);
  });
  return new Set(counts.flatMap((count) => [count, count - 1]));
}

/** Whether a part that a sentence tells as done is none that a reply told. */
function isPart(sentence: string, { calls }: TaskRecord): boolean {
  const part = partDoneIn(sentence);
  if (part === null) return false;
  const figures = part.match(/\d+/g) ?? [];
  return !calls.some(
    (call) =>
      isSound(call) &&
      figures.length > 0 &&
      figures.every((figure) => mentions(asText(call.end?.meaning), figure)),
  );
}

/** Whether what a sentence counts of the effects of a task is their number, or nothing is counted. */
function isCountOf(sentence: string, made: readonly Entry[], task: TaskRecord): boolean {
  const labels = [...Map.groupBy(made, ({ does }) => does).entries()];
  const all = new Set([made.length, ...labels.map(([, { length }]) => length)]);
  if (timesDoneIn(sentence).some((told) => !all.has(told))) return false;
  const isGiven = (told: number) =>
    mentions(askedIn(task.start), String(told)) ||
    task.calls.flatMap(argumentsOf).some(({ text }) => mentions(text, String(told))) ||
    task.calls.some((call) => isSound(call) && mentions(call.end?.meaning, String(told)));
  return labels.every(([does]) =>
    nounsOf(does).every((noun) =>
      thingsIn(sentence, noun).every((told) => all.has(told) || isGiven(told)),
    ),
  );
}
