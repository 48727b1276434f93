import { saidIn } from './ending/said.ts';
import type { Entry } from './ledger/entry.ts';
import { asksToLook, asksToRepeat } from './prose/looking/advice.ts';
import { denies } from './prose/denials.ts';
import { saysRefused } from './prose/failures.ts';
import { saysLooked } from './prose/looking/lookups.ts';
import { sentencesIn, type Sentence } from './prose/sentences.ts';
import { tellsAsOpen } from './prose/unknowns.ts';
import { wordsIn } from './prose/words.ts';
import type { TaskRecord } from './tasks.ts';
import { nounsOf } from './undone/entry-names.ts';

/**
 * Whether an answer treats an effect as known not to be there, though no reply told so: what it says right of it
 * (by its kind, or as `isAbout` tells) is no word that it is open; or it tells somebody to do it again, and not to look
 * first; or it has looked, as it says and no call shows, and denies something; or it tells of a refusal that nobody
 * gave.
 */
export function isToldAsKnown(
  entry: Entry,
  task: TaskRecord,
  isAbout: (clause: string) => boolean,
): boolean {
  const sentences = sentencesIn(saidIn(task.ending));
  const nouns = nounsOf(entry.does);
  const told = sentences
    .flatMap(({ parts }) => parts)
    .filter((clause) => clause.split(/\s+/).length > 2)
    .filter((clause) => isAbout(clause) || holdsNoun(clause, nouns));
  return (
    (told.length > 0 && !told.some(tellsAsOpen)) ||
    (sentences.some(({ whole }) => asksToRepeat(whole)) &&
      !sentences.some(({ whole }) => asksToLook(whole))) ||
    hasLookedInVain(sentences, entry, task) ||
    (sentences.some(({ clauses }) => clauses.some(saysRefused)) && !wasRefused(task))
  );
}

function holdsNoun(clause: string, nouns: readonly string[]): boolean {
  return wordsIn(clause).some((word) => nouns.includes(word.replace(/s$/, '')));
}

/** Whether an answer says that it looked and that there is nothing, and the task asked nothing once the effect was there. */
function hasLookedInVain(
  sentences: readonly Sentence[],
  { landed }: Entry,
  { calls }: TaskRecord,
): boolean {
  const [first = Infinity] = landed;
  if (calls.some(({ start }) => start.safe === true && start.seq > first)) return false;
  return sentences.some(
    ({ whole }, n) =>
      saysLooked(whole) &&
      sentences.slice(n, n + 2).some(({ clauses }) => clauses.some((one) => denies(one))),
  );
}

/** Whether a call of a task came back as an error, which may be a refusal. */
function wasRefused({ calls }: TaskRecord): boolean {
  return calls.some(({ end }) => end !== null && (end.status >= 400 || end.outcome === 'failed'));
}
