import type { Breach } from '../finding.ts';
import { liveOf, type Ledger } from '../ledger.ts';
import type { Entry } from '../ledger/entry.ts';
import { mentions } from '../mentions.ts';
import { sentencesIn } from '../prose/sentences.ts';
import { leavesDoubt, namesReplaced, saysNotUndone, saysStands } from '../prose/stands.ts';
import { saysUndone } from '../prose/undoings.ts';
import type { TaskRecord } from '../tasks.ts';
import { namesOf, statesOf } from './entry-names.ts';
import { takenBackBy, wasHeardUndone } from './taken-back.ts';
import { thingOf } from './told-as-staying.ts';

/**
 * Finds an effect that a task took back and that its answer tells as being there ("it stays with Sam (BK-1)"), or, though a reply
 * told that it was taken back, as one that could not be: sure
 * where a clause says so of its id, and a true reply told that it was taken back; in doubt where the clause names it by
 * its key, by what was sent for it, or beside another thing. Null where there is none, or the same task says so without faults.
 */
export function toldAsThereIn(ledger: Ledger): (task: TaskRecord) => Breach | null {
  return (task) => {
    if (task.ending.how !== 'answered') return null;
    const gone = takenBackBy(ledger, task);
    const twin = gone.length > 0 ? ledger.before(task) : undefined;
    const usual = new Set(
      twin && twin !== task
        ? takenBackBy(ledger, twin).flatMap((entry) =>
            clausesOf(entry, twin).map(({ hidden }) => hidden),
          )
        : [],
    );
    const found = gone.flatMap((entry) => {
      const said = clausesOf(entry, task).filter(({ hidden }) => !usual.has(hidden));
      const told = said.flatMap((clause) => {
        // Who heard nothing of the undoing may take it to have failed.
        if (saysNotUndone(clause.hidden) !== 'no' && !wasHeardUndone(entry, task)) return [];
        const how = standingIn(clause, entry, { task, ledger });
        return how === 'no' ? [] : [{ text: clause.text, sure: how === 'yes' }];
      });
      const isDenied = said.some(({ hidden }) => hidden.includes('#') && saysUndone(hidden));
      const claim = told.find(({ sure }) => sure) ?? (isDenied ? undefined : told[0]);
      const sure = claim?.sure === true && !isDenied && wasHeardUndone(entry, task);
      return claim ? [{ entry, text: claim.text, sure }] : [];
    });
    const claim = found.find(({ sure }) => sure) ?? found[0];
    if (!claim) return null;
    const { entry, text, sure } = claim;
    return {
      reason:
        `task ${task.id} ${sure ? 'says' : 'may say'} that ${entry.does} ${entry.id} is there, which it took back: ` +
        `"${text}" (an answer should say what is no longer there)`,
      evidence: [entry.undone?.seq ?? 0, ...(task.end ? [task.end.seq] : [])],
      signature: `${entry.does} told as there, and it was taken back`,
      sure,
    };
  };
}

interface Clause {
  readonly text: string;
  /** With `#` in place of the effects' names. */
  readonly hidden: string;
  readonly whole: string;
}

function clausesOf(entry: Entry, task: TaskRecord): readonly Clause[] {
  if (task.ending.how !== 'answered') return [];
  const { hidden } = namesOf(entry, task);
  return sentencesIn(task.ending.answer).flatMap(({ field, whole, clauses, parts }) => {
    // The name of a field may be what is said: `{ stillBooked: 'BK-1' }`.
    const told = saysStands(`${field} #`) ? clauses : parts.flatMap((part) => part.split(/:\s/));
    return told.map((one) => ({ text: one.trim(), hidden: hidden(one), whole }));
  });
}

/** Whether a clause says that an entry is there: by its id `yes`, `perhaps` where it may mean something else. */
function standingIn(
  { text, hidden, whole }: Clause,
  entry: Entry,
  { task, ledger }: { readonly task: TaskRecord; readonly ledger: Ledger },
): 'yes' | 'perhaps' | 'no' {
  const failed = saysNotUndone(hidden);
  const isThere = failed !== 'no' || saysStands(hidden, statesOf(entry.does));
  if (!isThere || namesReplaced(text)) return 'no';
  const names = namesOf(entry, task);
  if (names.isIn(text)) {
    // "The fee for BK-1 is paid" tells of another thing.
    const isAside =
      /\b(?:for|of|on|to|from|fur|von|zu|pour|de|du|para|di|per) (?:\w+ ){0,2}#/i.test(hidden);
    const isSure = names.isPlainIn(text) && mentions(text, entry.id);
    const isAbout = failed === 'yes' || (failed === 'no' && !isAside);
    return isSure && isAbout && !names.isOtherIn(text) && !leavesDoubt(whole) ? 'yes' : 'perhaps';
  }
  if (hidden.includes('#') || liveOf(ledger, task).length > 0) return 'no';
  const thing = thingOf(entry, task);
  return thing.isIn(text) && !thing.isOtherIn(text) ? 'perhaps' : 'no';
}
