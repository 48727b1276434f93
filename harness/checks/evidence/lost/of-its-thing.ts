import { answerIn } from '../ending/said.ts';
import { mentions, textsOf } from '../mentions.ts';
import type { Leaf } from '../partial/leaves.ts';
import { deniesThing, saysOfSource } from '../prose/looking/absence.ts';
import { saysFailed } from '../prose/failures.ts';
import { leavesUntold } from '../prose/left-open.ts';
import { withoutLookups } from '../prose/looking/lookups.ts';
import { apart, partsOf } from '../prose/sentences.ts';
import { stemsOf } from '../prose/stems.ts';
import { folded, wordsIn } from '../prose/words.ts';
import { isSound, type TaskCall, type TaskRecord } from '../tasks.ts';
import { nounsOf } from '../undone/entry-names.ts';
import { fieldOf, statedIn } from './facts.ts';
import { newsOf } from './loss.ts';

/** A sentence of an answer, and the words of it that nothing told; none where it denies the thing, or speaks of a source. */
export interface SaidOfThing {
  readonly sentence: string;
  readonly untold: readonly string[];
}

/**
 * What an answer says of the thing that a lost reply tells of without faults, by the words for it in the call's label
 * and in the reply, which the twin has in the sentence with that reply's value and nowhere else. Nothing where the answer
 * says of it that it is not known. `known` is what the task was told, asked, or sent.
 */
export function saidOfThing(
  task: TaskRecord,
  twin: TaskRecord,
  call: TaskCall,
  known: readonly unknown[],
): readonly SaidOfThing[] {
  const usual = sentencesIn(twin);
  const nouns = nounsFor(task, call, usual);
  const about = sentencesIn(task).flatMap((sentence) => {
    const noun = wordsIn(sentence)
      .map(singular)
      .find((word) => nouns.includes(word));
    return noun === undefined || usual.includes(sentence) ? [] : [{ sentence, noun }];
  });
  const isDenial = ({ sentence, noun }: (typeof about)[number]) =>
    deniesThing(sentence, noun) || saysOfSource(sentence);
  const { point } = call.start;
  const isDown = !task.calls.some((one) => one.start.point === point && isSound(one));
  const names = [...namesFor(task, call), ...nounsOf(isDown ? point : '')];
  const isOf = (sentence: string) =>
    wordsIn(sentence).some((word) => names.includes(singular(word)));
  const others = sentencesIn(task).filter(
    (sentence) =>
      isOf(sentence) && !about.some((one) => one.sentence === sentence && isDenial(one)),
  );
  if (others.some(saysUnknown)) return [];
  const stems = new Set(
    [...known, usual, ...nouns].flatMap((one) => textsOf(one).flatMap(stemsOf)),
  );
  return about.flatMap((one) => {
    if (isDenial(one)) return [{ sentence: one.sentence, untold: [] }];
    const untold = stemsOf(withoutLookups(folded(one.sentence))).filter((stem) => !stems.has(stem));
    return untold.length > 0 ? [{ sentence: one.sentence, untold }] : [];
  });
}

/** The words for what a lost reply tells of: those that a twin has in the sentences with its values alone. */
function nounsFor(task: TaskRecord, call: TaskCall, usual: readonly string[]): readonly string[] {
  const leaves = leavesOf(call);
  const isTelling = (sentence: string) =>
    leaves.some(({ value }) => mentions(sentence, String(value).trim()));
  const wordsOf = (sentences: readonly string[]) =>
    sentences.flatMap((one) => wordsIn(one).map(singular));
  const telling = wordsOf(usual.filter(isTelling));
  const rest = wordsOf(usual.filter((one) => !isTelling(one)));
  return namesFor(task, call).filter((noun) => telling.includes(noun) && !rest.includes(noun));
}

/** The words for a lost call and what its reply tells of. */
function namesFor({ calls }: TaskRecord, call: TaskCall): readonly string[] {
  const sound = calls.filter(isSound);
  const others = sound.flatMap(({ start }) => nounsOf(start.label));
  const fields = leavesOf(call).flatMap((leaf) => nounsOf(apart(fieldOf(leaf)).toLowerCase()));
  return [...nounsOf(call.start.label), ...fields].filter((noun) => !others.includes(noun));
}

function leavesOf(call: TaskCall): readonly Leaf[] {
  return statedIn(newsOf(call)).filter(({ value }) => typeof value !== 'boolean');
}

function saysUnknown(sentence: string): boolean {
  const plain = withoutLookups(folded(sentence));
  return leavesUntold(plain) || saysFailed(plain) || open.test(plain);
}

/** It is left out, or for somebody to find out, or the sentence is a question. */
const open =
  /\b(?:leaving out|exclud\w+|later|try|trying|call|phone|ring|contact|write|depend\w*|on request|spater|anrufen|plus tard|appel\w+|mas tarde|llam\w+|mais tarde|lig(?:ue|ar))\b|^\W*(?:do|does|did|would|shall|should|could|can|will|is|are|need)\b/;

/** The sentences in the texts of an answer that are no single words. */
function sentencesIn({ ending }: TaskRecord): readonly string[] {
  return statedIn(answerIn(ending)).flatMap(({ value }) =>
    typeof value === 'string' && /\S\s+\S/.test(value)
      ? partsOf(value).map((one) => one.trim())
      : [],
  );
}

function singular(word: string): string {
  return word.replace(/s$/, '');
}
