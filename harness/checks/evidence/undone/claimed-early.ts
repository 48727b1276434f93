import { countOf } from '../../../model/wanted.ts';
import { isToldBefore } from '../excuses/told-before.ts';
import type { Breach } from '../finding.ts';
import { madeForTask, type Ledger } from '../ledger.ts';
import { undoneFor, type Entry } from '../ledger/entry.ts';
import { foundBy } from '../ledger/standing.ts';
import { textsOf } from '../mentions.ts';
import { deedsIn } from '../prose/deeds.ts';
import { promisesLater } from '../prose/promises.ts';
import { sentencesIn } from '../prose/sentences.ts';
import { saysLess } from '../prose/totality.ts';
import type { TaskRecord } from '../tasks.ts';
import { nounsOf, statesOf } from './entry-names.ts';

/**
 * Finds a full answer that came before what it stands for was even asked of the tool, which the same task without
 * faults does before it answers: sure where a clause says in the word of the effect that it was done, else in doubt, and
 * null where the answer says that something is still to come.
 */
export function claimedEarlyIn(ledger: Ledger): (task: TaskRecord) => Breach | null {
  return (task) => {
    const { ending, start, end } = task;
    if (ending.how !== 'answered' || ending.disposition !== 'full' || isToldBefore(task)) {
      return null;
    }
    const twin = ledger.before(task);
    if (!twin || twin === task) return null;
    const own = madeForTask(ledger, task).filter((entry) => !undoneFor(entry, task));
    const entry = own.find((one) => {
      if (!isLate(one, task)) return false;
      const label = one.does;
      const made = own.filter((other) => other.does === label && !isLate(other, task));
      const usual = madeForTask(ledger, twin).filter(
        (other) => other.does === label && !isLate(other, twin) && !undoneFor(other, twin),
      );
      const wanted = Math.min(usual.length, countOf(start.shouldDo?.[label] ?? usual.length));
      if (made.length >= wanted) return false;
      return made.length + foundBy(ledger, task, { label, made }).length < wanted;
    });
    if (!entry) return null;
    const sure = tellsAsDone(ending.answer, entry);
    if (!sure && saysToCome(ending.answer)) return null;
    return {
      reason:
        `task ${task.id} claims success; ${entry.does} ${entry.id} was asked for only after it had answered, ` +
        'and before it without faults (an answer should say what is still to come)',
      evidence: [...(end ? [end.seq] : []), ...entry.landed],
      signature: `success before ${entry.does}`,
      sure,
    };
  };
}

/** Whether every call that made an entry began after the end of a task. */
function isLate({ calls }: Entry, { end }: TaskRecord): boolean {
  return end !== null && calls.length > 0 && calls.every(({ start }) => start.seq > end.seq);
}

/** Whether an answer says that something in it is still to come, or less than done. */
function saysToCome(answer: unknown): boolean {
  const said = textsOf(answer);
  return said.some(promisesLater) || said.some(saysLess);
}

/** Whether a clause says that something was done, in the word of the label: of `POST /prints` printed. */
function tellsAsDone(answer: unknown, { does }: Entry): boolean {
  const words = new Set([...statesOf(does), ...nounsOf(does)]);
  return sentencesIn(answer).some(({ clauses }) =>
    clauses.flatMap(deedsIn).some((verb) => words.has(verb)),
  );
}
