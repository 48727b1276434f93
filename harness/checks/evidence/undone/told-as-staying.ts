import { saidIn } from '../ending/said.ts';
import { hasHedge } from '../ending/denial.ts';
import { isTold, type Entry } from '../ledger/entry.ts';
import { lower, mentions } from '../mentions.ts';
import { sentencesOf } from '../prose/sentences.ts';
import { mayYetCome, saysInForce, statesIn, stayingIn } from '../prose/stays.ts';
import { isUndoing } from '../prose/undoings.ts';
import { folded } from '../prose/words.ts';
import { argumentsOf, scalarsOf } from '../scalars.ts';
import type { TaskRecord } from '../tasks.ts';
import { nounsOf } from './entry-names.ts';

/**
 * Whether an answer that is less than full, or an error, tells as staying what an effect changed ("the front page is
 * unchanged"), and does not say that the change may yet come: `yes` where it names the thing, and the effect stood by
 * then; `perhaps` where it may mean another thing, or the words were true as they were said. Of an effect that a reply
 * told of, it is in doubt at most, and not where the answer names it elsewhere.
 */
export function toldAsStaying(entry: Entry, task: TaskRecord): 'yes' | 'perhaps' | 'no' {
  const { ending, end } = task;
  if (ending.how === 'hung' || (ending.how === 'answered' && ending.disposition === 'full')) {
    return 'no';
  }
  if (hasHedge(ending)) return 'no';
  const scalars = scalarsOf(saidIn(ending));
  if (scalars.some(({ text }) => mayYetCome(text))) return 'no';
  const thing = thingOf(entry, task);
  const sentences = scalars.flatMap(sentencesOf);
  const clauses = sentences.flatMap(({ whole }) =>
    statesIn(whole).map((clause) => ({ clause, whole, staying: stayingIn(clause) })),
  );
  const told = clauses.filter(({ clause, whole, staying }) => {
    if (staying === null || thing.isOtherIn(clause)) return false;
    if (isUndoing(entry.does) || staying === 'unchanged' || staying === 'never') return true;
    // What is still there may be what was made: "the hold stays active", "shelf 4 still has Moss".
    return !thing.isSentIn(clause) && !(saysInForce(clause) && thing.isIn(whole));
  });
  const isPlain = told.some(({ clause, staying }) => staying !== 'there' && thing.isIn(clause));
  if (isTold(entry, task)) {
    const isNamed = clauses.some(({ clause, staying }) => staying === null && thing.isIn(clause));
    return isPlain && !isNamed ? 'perhaps' : 'no';
  }
  if (told.length === 0) return 'no';
  return isPlain && entry.landed.some((seq) => seq < (end?.seq ?? Infinity)) ? 'yes' : 'perhaps';
}

/** How the words of an answer may name what an effect changed, or another thing. */
export function thingOf({ does, point, id, otherIds, key, calls }: Entry, task: TaskRecord) {
  const own = nounsOf(`${does} ${point}`);
  const labels = [
    ...Object.keys(task.start.shouldDo ?? {}),
    ...task.calls.map(({ start }) => `${start.label} ${start.point}`),
  ];
  const others = labels.flatMap(nounsOf).filter((noun) => !own.includes(noun));
  const sent = calls.flatMap(argumentsOf).map(({ text }) => text);
  const ids = [id, ...otherIds, key];
  const otherIdsOfTask = task.effects
    .flatMap((effect) => [effect.id, effect.key])
    .filter((name) => !ids.includes(name) && !sent.includes(name));
  const says = (clause: string, names: readonly string[]) => {
    const plain = lower(clause);
    return names.some((name) => isTelling(name) && mentions(plain, name.toLowerCase()));
  };
  const holds = (clause: string, nouns: readonly string[]) =>
    folded(clause)
      .match(/[a-z]+/g)
      ?.some((word) => nouns.includes(word.replace(/s$/, ''))) === true;
  const isIn = (clause: string) => holds(clause, own) || says(clause, [...ids, ...sent]);
  return {
    /** Whether a clause names the thing: by its kind, an id or a key, or what was sent for it. */
    isIn,
    /** Whether a clause holds a value that was sent, which is no part of the address. */
    isSentIn: (clause: string) =>
      says(
        clause,
        sent.filter((text) => !isAddress(text)),
      ),
    /** Whether a clause names something else of the task, and not the thing. */
    isOtherIn: (clause: string) =>
      !isIn(clause) && (holds(clause, others) || says(clause, otherIdsOfTask)),
  };

  function isAddress(text: string): boolean {
    return ids.includes(text) || calls.some(({ start }) => mentions(start.path ?? '', text));
  }
}

/** Whether a name tells one thing from another: two signs at least, and no word such as `true`. */
function isTelling(name: string): boolean {
  return name.length > 1 && !/^(?:true|false|null|none)$/i.test(name);
}
