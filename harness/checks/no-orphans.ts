import { check, type Checker } from '../model/trace/checker.ts';
import type { Trace } from '../model/trace/trace.ts';
import {
  doubtful,
  judgeTasks,
  missingPoint,
  noEffects,
  verdictOf,
  type Breach,
} from './evidence/finding.ts';
import { hasDenial, hasHedge } from './evidence/ending/denial.ts';
import { saidIn } from './evidence/ending/said.ts';
import { excessOf, shortOf } from './evidence/ledger/expected-effects.ts';
import { ledgerOf, liveOf, namesIn, straysOf, type Ledger } from './evidence/ledger.ts';
import { isAccounted, type Entry } from './evidence/ledger/entry.ts';
import { mentions } from './evidence/mentions.ts';
import { scalarsOf } from './evidence/scalars.ts';
import { toldAsStaying } from './evidence/undone/told-as-staying.ts';
import { toldAsUndone } from './evidence/undone/told-as-undone.ts';
import { usualIn } from './evidence/undone/usual-words.ts';
import { phaseAt, type TaskRecord } from './evidence/tasks.ts';
import { partsIn } from './evidence/naming/parts.ts';
import { isDescribed, namesArguments } from './evidence/unconfirmed.ts';

/**
 * Every effect of a task of the fault phase is undone, or named by the task's answer, and not as
 * undone: with its id or its key, or, where the agent cannot know the id, with its address or an
 * argument. An answer in full stands for the effects that the task expects, where neither one is missing
 * nor one is too many. Effects of tasks without an answer, and effects without a task that no answer
 * names, are orphans. Answers of other phases do not count, since ids and keys may recur. Unknown where
 * the id is a short number that the answer may contain by chance, or where the words of the answer may say that the
 * effect was undone or is not there, or leave it open.
 *
 * @example noOrphans('hotels')
 */
export function noOrphans(point?: string): Checker {
  const scope = point === undefined ? {} : { point };
  const judge = (trace: Trace) => {
    const nothing = missingPoint(trace, point) ?? noEffects(trace, scope);
    if (nothing) return nothing;
    return judgeTasks(trace, 'during', (tasks, records) => {
      const ledger = ledgerOf(records, scope);
      const whole = point === undefined ? ledger : ledgerOf(records);
      const usual = usualIn(records);
      const partsOf = partsIn(records);
      const isTold = (entry: Entry, task: TaskRecord) =>
        isAccounted(entry, entry.makers) ||
        entry.makers.some((maker) => isDescribed(entry, maker, partsOf)) ||
        isAsExpected(entry, task, whole);
      const told = tasks.flatMap((task) =>
        liveOf(ledger, task).map((entry) => ({
          entry,
          task,
          as: toldAsUndone(entry, task, usual),
        })),
      );
      const untold = told.filter(({ entry, task, as }) => as === 'yes' || !isTold(entry, task));
      const isUnclear = (entry: Entry) =>
        entry.makers.some(
          ({ ending }) =>
            hasHedge(ending) && hasDenial(ending) && namesArguments(saidIn(ending), entry),
        );
      const unclear = untold.filter(({ entry, as }) => as !== 'yes' && isUnclear(entry));
      const orphans = untold
        .filter((one) => !unclear.includes(one))
        .map(({ entry, task, as }) => breachOf(entry, task, as === 'yes'));
      const lost = straysOf(ledger, records).filter((entry) => {
        const phase = phaseAt(records, entry.landed[0] ?? 0)?.phase;
        return !isAccounted(
          entry,
          records.tasks.filter((task) => task.phase === phase),
        );
      });
      const doubts = told.flatMap(({ entry, task, as }) => [
        ...(isNamedByChance(entry, task) && !isAsExpected(entry, task, whole)
          ? [namedByChance(entry)]
          : []),
        ...(as === 'perhaps' || toldAsStaying(entry, task) !== 'no' ? [undoneDoubtOf(entry)] : []),
      ]);
      const unclearDoubts = unclear.map(({ entry }) => undoneDoubtOf(entry));
      return verdictOf([
        ...orphans,
        ...lost.map((entry) => breachOf(entry, null, false)),
        ...[...doubts, ...unclearDoubts].map(doubtful),
      ]);
    });
  };
  return check('no-orphans', judge, namesIn(scope));
}

/** Whether an answer in full stands for an entry: the task left all that it should, and no more of these. */
function isAsExpected({ does }: Entry, task: TaskRecord, ledger: Ledger): boolean {
  const { ending, start } = task;
  if (ending.how !== 'answered' || ending.disposition !== 'full') return false;
  if (ending.correct === false || !Object.hasOwn(start.shouldDo ?? {}, does)) return false;
  const isTooMany = excessOf(ledger, task).some(({ label }) => label === does);
  return !isTooMany && shortOf(ledger, task).length === 0;
}

/**
 * Whether an answer may contain an id by chance: a short number that neither its field (`hotelId`,
 * `hotel`) nor the word before it (`hotel 2`, `#2`) ties to the effect.
 */
function isNamedByChance({ id, key, point, does }: Entry, { ending }: TaskRecord): boolean {
  if (!/^\d{1,3}$/.test(id) || ending.how !== 'answered') return false;
  if (!mentions(ending.answer, id) || mentions(ending.answer, key)) return false;
  const nouns = [...wordsIn(`${point} ${does}`), 'id', 'ref', 'reference', 'number'];
  const isMeant = (text: string) =>
    wordsIn(text).some((word) =>
      nouns.some((noun) => word === noun || (noun.length > 3 && word.startsWith(noun))),
    );
  const before = new RegExp(`(#|[A-Za-z]+[ :#]+)${id}\\b`, 'g');
  return !scalarsOf(ending.answer).some(
    ({ field, text }) =>
      (text === id && isMeant(field)) ||
      [...text.matchAll(before)].some(([, word = '']) => word.endsWith('#') || isMeant(word)),
  );
}

/** The words of a text or a name, in lower case and the singular: `book_ids` is `book` and `id`. */
function wordsIn(text: string): readonly string[] {
  const apart = text.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return [...apart.matchAll(/[a-z]+/g)].map(([word]) => word.replace(/s$/, ''));
}

function namedByChance({ does, id }: Entry): string {
  return `the answer may name ${does} ${id}, or say that number by chance: give it an id of its own, such as nonce('ID')`;
}

function undoneDoubtOf({ does, id }: Entry): string {
  return `the words of the answer may say that ${does} ${id} was undone, or is not there: an answer should say what is still there, beside its id`;
}

function breachOf(entry: Entry, task: TaskRecord | null, isDenied: boolean): Breach {
  const whose = task === null ? 'an effect of no task' : `task ${task.id}`;
  const end = task?.end ? [task.end.seq] : [];
  const fate = isDenied ? 'told as undone, and it is there' : fateOf(task);
  return {
    reason: `${whose}: ${entry.does} left ${entry.id || 'an effect without id'}, ${fate}${hintFor(entry, task)}`,
    evidence: [...entry.landed, ...end],
    signature: `no-orphans: ${entry.does} ${fate}`,
  };
}

function fateOf(task: TaskRecord | null): string {
  if (task?.ending.how === 'answered') return 'neither undone nor named in the answer';
  if (task === null) return 'neither undone nor named in any answer';
  return `not undone, and the task ${task.ending.how}`;
}

/** What the user can do where the answer may stand for an effect, if only the task expected it. */
function hintFor({ does }: Entry, task: TaskRecord | null): string {
  if (task?.ending.how !== 'answered' || task.ending.disposition !== 'full') return '';
  const isDeclared = Object.hasOwn(task.start.shouldDo ?? {}, does);
  return isDeclared ? '' : ' (expect.effects says what an answer in full stands for)';
}
