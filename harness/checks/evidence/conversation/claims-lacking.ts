import type { Ledger } from '../ledger.ts';
import { literalOf } from '../lost/pinned.ts';
import { mentions } from '../mentions.ts';
import { deedsIn, isAsking, isAttempt, saysDone } from '../prose/deeds.ts';
import { saysSo } from '../prose/failures.ts';
import { sentencesOf } from '../prose/sentences.ts';
import { affirms, claimsAll, namesAll, saysLess, tellsOfTelling } from '../prose/totality.ts';
import { folded } from '../prose/words.ts';
import { scalarsOf, type Scalar } from '../scalars.ts';
import type { TaskRecord } from '../tasks.ts';
import { isNamed, partsOf, tokensOf, type Parts, type Thing } from './lacking-parts.ts';

/** What an answer, the last of a conversation, says of an effect that is lacking. */
export interface LackingSaid {
  /** `told` where it says again what is lacking, `nothing` where it says nothing of it. */
  readonly how: 'claimed' | 'perhaps' | 'told' | 'nothing';
  /** The words that say so; '' where it says nothing. */
  readonly words: string;
}

/**
 * Reads what an answer, the last of a conversation, says of the effects of a label that are lacking: it claims them where
 * a clause names what only their calls had, or where it says that all is done, and its own message, of several, did no
 * more than one thing.
 */
export function saidOfLacking(ledger: Ledger, task: TaskRecord, label: string): LackingSaid {
  if (task.ending.how !== 'answered') return { how: 'nothing', words: '' };
  const parts = partsOf(ledger, task, label);
  const found = scalarsOf(task.ending.answer).flatMap((scalar) => saidIn(scalar, parts));
  const claims = found.filter(({ how }) => how === 'claimed');
  const isTold = found.some(({ how }) => how === 'told');
  const [claim] = claims;
  if (claim) return isTold ? { ...claim, how: 'perhaps' } : claim;
  const told = found.find(({ how }) => how === 'told');
  const perhaps = found.find(({ how }) => how === 'perhaps');
  return told ?? perhaps ?? { how: 'nothing', words: '' };
}

/**
 * Whether what is expected of each message settles that an answer which may claim more speaks of its own: it names
 * something that the last message had done, and nothing that is lacking.
 */
export function isOfOwnPart(ledger: Ledger, task: TaskRecord, label: string): boolean {
  const { ending, start, turns } = task;
  if (ending.how !== 'answered' || ending.correct !== true || start.shouldSay === undefined)
    return false;
  if (turns.every(({ shouldSay }) => shouldSay === undefined)) return false;
  const { things, own } = partsOf(ledger, task, label);
  const named = tokensOf(literalOf(start.shouldSay));
  const isNamed = (word: string) => named.includes(word);
  return own.some(isNamed) && !things.some(({ words }) => words.some(isNamed));
}

/** What one text of an answer says of what is lacking. */
function saidIn({ field, text }: Scalar, parts: Parts): readonly LackingSaid[] {
  // What is asked is not said.
  const said = text.replaceAll(/[^.!?;\n]*\?(?=\s|$)/g, ' ');
  const blocks = /^\s*(?:[-*\u2022]|\d+[.)])\s/m.test(said)
    ? [said]
    : said.split(/(?<=[.!?])\s|\n/);
  const found = blocks.flatMap((block) => {
    const isList =
      /[:;,\n]|\band\b/.test(block) && tokensOf(block).some((word) => parts.done.includes(word));
    return sentencesOf({ field, text: block }).flatMap(({ field: name, whole, clauses }) => {
      const bare = whole.slice(name.length + 1).trim();
      const all = claimsAll(bare, parts.nouns);
      const isSure = parts.isOne ? tellsDone(bare) : all === 'surely' && !parts.isOfMany;
      const how = isSure ? 'claimed' : 'perhaps';
      const ofAll: readonly LackingSaid[] = all === 'no' ? [] : [{ how, words: bare }];
      return [...ofAll, ...clauses.flatMap((clause) => naming({ clause, whole, isList }, parts))];
    });
  });
  const isAsked = namesAll(parts.asked) || parts.things.some((one) => isNamed(one, parts.asked));
  const isYes = affirms(said) && isAsked && found.every(({ how }) => how !== 'told');
  return isYes ? [...found, { how: 'perhaps', words: said.trim() }] : found;
}

interface Naming {
  readonly clause: string;
  readonly whole: string;
  /** Whether it stands in a list with something that was done. */
  readonly isList: boolean;
}

function naming({ clause, whole, isList }: Naming, parts: Parts): readonly LackingSaid[] {
  const named = parts.things.filter((thing) => isNamed(thing, clause));
  const words = clause.slice(clause.indexOf(':') + 1).trim();
  return named.flatMap((thing): readonly LackingSaid[] => {
    if (saysLess(clause)) return [{ how: 'told', words }];
    const isDone = tellsDone(clause) || (tellsDone(whole) && !saysLess(whole)) || isList;
    if (!isDone && !thing.isTelling) return [];
    if (!isDone && !saysSo(clause) && isNamed(thing, parts.asked)) return [];
    const isSure =
      isDone &&
      thing.isTelling &&
      !tellsOfTelling(whole) &&
      !isBeside(thing, clause, parts.done) &&
      !parts.replies.some((reply) => thing.words.some((word) => mentions(reply, word)));
    return [{ how: isSure ? 'claimed' : 'perhaps', words }];
  });
}

/** Whether a text says that something was done, and not only that it was asked for or tried. */
export function tellsDone(text: string): boolean {
  const deeds = deedsIn(text);
  if (deeds.length === 0) return saysDone(text);
  return deeds.some((verb) => !isAsking(verb) && !isAttempt(verb));
}

/** Whether a clause names a thing only beside what was done: "Tom is entered against Priya", "on Priya's list". */
function isBeside({ words }: Thing, clause: string, done: readonly string[]): boolean {
  if (!tokensOf(clause).some((word) => done.includes(word))) return false;
  const plain = folded(clause);
  const at = words.map((word) => plain.indexOf(word)).filter((one) => one !== -1);
  return (
    before.test(plain.slice(0, Math.min(...at))) || words.some((w) => plain.includes(`${w}'s`))
  );
}

const before =
  /\b(?:against|for|of|on|to|from|before|after|than|like|with|at|in|gegen|fur|von|zu|vor|nach|bei|mit|contre|pour|de|avant|apres|avec|chez|contra|para|antes|despues|con|depois|com)(?: \S+){0,2} ?$/;
