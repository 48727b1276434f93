import { askedIn } from '../../../model/scenario.ts';
import { isShort } from '../ledger/expected-effects.ts';
import type { Ledger } from '../ledger.ts';
import { isTold, type Entry } from '../ledger/entry.ts';
import { mentions } from '../mentions.ts';
import type { TaskRecord } from '../tasks.ts';
import { isKnownByAddress, namesArguments } from '../unconfirmed.ts';
import {
  deniesMaking,
  leavesOpen,
  saysFailed,
  saysRemoved,
  saysSo,
  saysUnchanged,
} from '../prose/failures.ts';
import { sentencesIn } from '../prose/sentences.ts';

/**
 * Whether an answer that is less than full, and whose task a reply told of an effect without an id of its own, names the effect
 * only where it says that something failed: `denied` where it says that the effect was not made, `unclear` where it
 * may mean something else. A deletion is told only in words of removal, where the task fell short of something else;
 * that what it deleted is as before denies it. Null where the answer tells of the effect, or the rule is not for it.
 */
export function toldAsFailed(
  entry: Entry,
  task: TaskRecord,
  ledger: Ledger,
): 'denied' | 'unclear' | null {
  const { ending } = task;
  if (ending.how !== 'answered' || ending.disposition === 'full') return null;
  const isDeletion = /^DELETE\b/.test(entry.does);
  // The name of what the task was given, or has deleted, tells nothing of what became of it.
  const isOfThing =
    isDeletion || isKnownByAddress(entry) || mentions(askedIn(task.start), entry.id);
  if (!isOfThing || !isTold(entry, task) || mentions(ending.answer, entry.key)) return null;
  const sentences = sentencesIn(ending.answer);
  const clauses = sentences.flatMap((one) => one.clauses);
  const about = clauses.filter((clause) => namesArguments(clause, entry));
  if (isDeletion) {
    if (!isShort(ledger, task) || clauses.some(saysRemoved)) return null;
    // Where an answer that failed does not name it, nothing else covers it either.
    if (about.length === 0) return ending.disposition === 'degraded' ? 'unclear' : null;
    return about.some(saysUnchanged) ? 'denied' : 'unclear';
  }
  if (about.length === 0) return null;
  const isTelling = (clause: string, whole: string) =>
    namesArguments(clause, entry) &&
    (leavesOpen(clause) || (!saysFailed(clause) && (!saysFailed(whole) || saysSo(clause))));
  if (sentences.some((one) => one.clauses.some((clause) => isTelling(clause, one.whole)))) {
    return null;
  }
  return about.every(deniesMaking) ? 'denied' : 'unclear';
}
