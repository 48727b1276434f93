import { asText } from '../../../model/json/contains.ts';
import { everyNonce } from '../../../model/json/drawn-word.ts';
import { doubtful, type Breach } from '../finding.ts';
import { liveOf, madeForTask, type Ledger } from '../ledger.ts';
import type { Entry } from '../ledger/entry.ts';
import { twinsBefore } from '../lost/twins.ts';
import { mentions } from '../mentions.ts';
import {
  deedsIn,
  isAsking,
  isAttempt,
  saysAskedInVain,
  saysSentUnderKey,
  saysTooMany,
} from '../prose/deeds.ts';
import { isOutward } from '../prose/own-deeds.ts';
import { saysEarlier } from '../prose/sources.ts';
import { argumentsOf } from '../scalars.ts';
import { foundBy, standingBefore } from '../ledger/standing.ts';
import {
  isSound,
  outcomeOfCall,
  type TaskCall,
  type TaskRecord,
  type TaskRecords,
} from '../tasks.ts';
import { haveCommon, stemsOf } from '../prose/stems.ts';
import { wordsIn } from '../prose/words.ts';
import { sentencesIn } from '../prose/sentences.ts';
import { isUndoing, saysUndone } from '../prose/undoings.ts';
import { isReportOf, toldEarlier } from './told-earlier.ts';
import { withoutNames } from './usual-words.ts';

/**
 * Finds a clause of an answer that is less than full which says that something was done, where nothing bears it out:
 * neither a call that may have done it nor an effect, nor a reply that told so (to an earlier task, where it says that it is of earlier), nor the same words of the same task
 * without faults, which did nothing either. Null where there is none but such as an `expect.wrong` judges.
 */
export function unborneIn(
  ledger: Ledger,
  { tasks, stray, points }: TaskRecords,
  lost: readonly Entry[],
): (task: TaskRecord) => Breach | null {
  const isTool = ({ start }: TaskCall) => points[start.point]?.kind !== 'model';
  const isAct = (call: TaskCall) => !call.start.safe && call.end?.outcome === 'replied';
  const areStray = lost.length > 0 || stray.calls.some((call) => isTool(call) && isAct(call));
  return (task) => {
    const { ending, start } = task;
    if (ending.how !== 'answered' || ending.disposition === 'full') return null;
    if (areStray) return null;
    const said = clausesOf(task).filter(({ whole }) => !isJudged(whole, start.shouldNotSay));
    if (said.length === 0) return null;
    const calls = task.calls.filter(isTool);
    const acts = [...calls.filter(isAct).map(actOf), ...effectsOf(ledger, task).map(effectOf)];
    const kinds = new Set(acts.map(({ label }) => label));
    const heard = calls
      .filter(({ end }) => end !== null)
      .flatMap(({ end }) => stemsOf(asText(end?.meaning)));
    const kept = toldEarlier(task, tasks);
    const heardBefore = kept.flatMap(({ end }) => stemsOf(asText(end?.meaning)));
    const isOfEarlier = ({ whole, deeds }: Clause) =>
      saysEarlier(whole) &&
      deeds.every(
        (verb) =>
          haveCommon(stemsOf(verb), heardBefore) || isReportOf(kept, { verb, sentence: whole }),
      );
    // What got no reply went out all the same; the trace has no key of a request that did nothing.
    const unanswered = calls.filter(
      (call) => !call.start.safe && outcomeOfCall(call) === 'unanswered',
    );
    const isCut = calls.some(
      (call) => !call.start.safe && ['unanswered', 'broken'].includes(outcomeOfCall(call)),
    );
    const isLimited = calls.some(({ end }) => end?.status === 429 || end?.retryAfterMs != null);
    const told = calls
      .filter((call) => call.start.safe && isSound(call))
      .map(({ end }) => asText(end?.meaning));
    const isTakenBack = task.effects.some(({ undoes }) => undoes);
    const usual = twinsBefore(task, tasks)
      .filter(
        (twin) =>
          liveOf(ledger, twin).length === 0 && !twin.calls.some((one) => isTool(one) && isAct(one)),
      )
      .flatMap((twin) => clausesOf(twin).map(({ words }) => words));
    const isUndone = isTakenBack || madeForTask(ledger, task).some(({ undone }) => undone !== null);
    const canUndo = isUndone || calls.some((call) => isAct(call) && mayUndo(call));
    const stemsOfActs = acts.flatMap(({ stems }) => stems);
    // What made something is no call that took it back.
    const isPossible = ({ deeds }: Clause) =>
      canUndo || deeds.every((verb) => !saysUndone(verb) || haveCommon(stemsOf(verb), stemsOfActs));
    const isBorne = (clause: Clause) => isOwn(clause) || isOfEarlier(clause);
    const isOwn = (clause: Clause) => isOfActs(clause) || isToldOrTried(clause);
    const isOfActs = (clause: Clause) =>
      isPossible(clause) &&
      (kinds.size === 1 ||
        acts.some(
          ({ names, stems }) =>
            names.some((name) => mentions(clause.text, name)) ||
            haveCommon(stemsOf(clause.text), stems),
        ));
    const isToldOrTried = ({ text, whole, words, deeds }: Clause) =>
      (isTakenBack && deeds.every((verb) => isOfUndoing(verb, text))) ||
      deeds.every((verb) =>
        isAttempt(verb) ? calls.length > 0 : haveCommon(stemsOf(verb), heard),
      ) ||
      (unanswered.length > 0 && saysSentUnderKey(text)) ||
      (isLimited && saysTooMany(text)) ||
      (isCut && saysAskedInVain(text, whole)) ||
      (!deeds.some(isOutward) && told.some((reply) => isFactOf(text, reply))) ||
      (deeds.every(isAsking) && tellsOf(unanswered, text)) ||
      usual.includes(words);
    const claim = said.find((clause) => !isBorne(clause));
    if (claim === undefined) return null;
    const remedy = tellsOf(calls, claim.text)
      ? ''
      : 'if it is so, make what does it a point, whose calls show it; if not, ';
    return doubtful(
      `task ${task.id} says "${claim.whole}", and nothing that it did or was told bears that out (${remedy}say in expect.wrong what no answer may say of it)`,
    );
  };
}

/** Whether a call may have undone something, by its label. */
function mayUndo({ start }: TaskCall): boolean {
  return isUndoing(start.label) || /^(?:PUT|PATCH|DELETE)\b/.test(start.label);
}

/** Whether a verb of a clause, by itself or with "back", says that something was undone. */
function isOfUndoing(verb: string, clause: string): boolean {
  const isBack = /\bback\b/i.test(clause) && /^(?:rolled|took|taken|gave|given|handed)$/.test(verb);
  return saysUndone(verb) || isBack;
}

/** Whether a clause shares a word with one of these calls, whatever came of it. */
function tellsOf(calls: readonly TaskCall[], text: string): boolean {
  return calls.some((call) => haveCommon(stemsOf(text), actOf(call).stems));
}

/**
 * Whether a clause that speaks of nobody who answers tells a fact of a reply ("was painted by Ilse Brandt in 1893"): at
 * least two names or figures, all of which the reply holds.
 */
function isFactOf(text: string, reply: string): boolean {
  if (/\b(?:I|we|ich|wir|je|j'ai|nous|yo|nosotros|eu|he|hemos)\b/i.test(text)) return false;
  const [, ...rest] = text.match(/[\p{L}\p{N}][\p{L}\p{N}_-]*/gu) ?? [];
  const said = rest.filter((word) => /^\p{Lu}|\d/u.test(word));
  return said.length > 1 && said.every((word) => mentions(reply, word));
}

/** Whether an `expect.wrong` judges a sentence: it is a function, or a pattern with one of the sentence's words. */
function isJudged(text: string, barred: string | undefined): boolean {
  if (barred === undefined) return false;
  if (!barred.startsWith('/')) return true;
  return haveCommon(stemsOf(text), stemsOf(barred.replaceAll(/\\[a-z]/gi, ' ')));
}

interface Clause {
  readonly text: string;
  /** Its sentence. */
  readonly whole: string;
  /** Its words without names, in order. */
  readonly words: string;
  readonly deeds: readonly string[];
}

/** The clauses of an answer that say that something was done. */
function clausesOf({ ending, effects }: TaskRecord): readonly Clause[] {
  if (ending.how !== 'answered') return [];
  const names = effects.flatMap(({ id, key }) => [id, key]);
  return sentencesIn(ending.answer).flatMap(({ clauses, parts, said }) =>
    parts.flatMap((text, n) => {
      const deeds = deedsIn(clauses[n] ?? '');
      const words = wordsIn(withoutNames(text, names).replaceAll(everyNonce, '#')).join(' ');
      return deeds.length > 0 ? [{ text, words, deeds, whole: said }] : [];
    }),
  );
}

/** What a clause may tell of: its label, its names, and the stems of the words around it. */
interface Act {
  readonly label: string;
  readonly names: readonly string[];
  readonly stems: readonly string[];
}

function actOf(call: TaskCall): Act {
  const { start, end } = call;
  const { point, label } = start;
  const said = argumentsOf(call).map(({ text }) => text);
  return {
    label: `${point} ${label}`,
    names: [],
    stems: stemsOf(
      `${point} ${label.replaceAll(/:\w+/g, ' ')} ${said.join(' ')} ${asText(end?.meaning)}`,
    ),
  };
}

function effectOf({ point, does, id, key, input }: Entry): Act {
  const label = `${point} ${does}`;
  return {
    label,
    names: [id, key],
    stems: stemsOf(`${label.replaceAll(/:\w+/g, ' ')} ${asText(input)}`),
  };
}

/** The effects that a task left, took back, or was told of. */
function effectsOf(ledger: Ledger, task: TaskRecord): readonly Entry[] {
  const made = madeForTask(ledger, task);
  const isTold = ({ id }: Entry) =>
    task.calls.some((call) => isSound(call) && mentions(call.end?.meaning, id));
  const labels = [...new Set(ledger.entries.map(({ does }) => does))];
  const found = labels.flatMap((label) => {
    const its = { label, made: made.filter(({ does }) => does === label) };
    return [...foundBy(ledger, task, its), ...standingBefore(ledger, task, its).filter(isTold)];
  });
  return [...made, ...found];
}
