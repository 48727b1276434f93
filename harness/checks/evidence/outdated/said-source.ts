import { answerIn } from '../ending/said.ts';
import { fieldOf, statedIn } from '../lost/facts.ts';
import { mentions } from '../mentions.ts';
import type { Leaf } from '../partial/leaves.ts';
import { apart } from '../prose/sentences.ts';
import { sourcesSaidIn } from '../prose/sources.ts';
import { wordsIn } from '../prose/words.ts';
import type { TaskCall, TaskRecord } from '../tasks.ts';
import type { Replaced } from './elsewhere.ts';

/**
 * Whether an answer says what none before the faults does of where its figures come from: how old they are, that a
 * source failed, or the name of the one that was asked in its place. Earlier messages of a conversation count.
 */
export function saysSource(
  task: TaskRecord,
  before: readonly TaskRecord[],
  { lost, standIns }: Pick<Replaced, 'lost' | 'standIns'>,
): boolean {
  const own = textsSaid(task);
  const usual = before.flatMap(textsSaid);
  if (isNewIn(own, usual, sourcesSaidIn)) return true;
  const lostNames = lost.flatMap(namesOf);
  const names = standIns.flatMap(namesOf).filter((name) => !lostNames.includes(name));
  // A flag that is off tells nothing of a source, apart from its age.
  const namesSaidIn = (text: string) =>
    text.startsWith('not ') ? [] : wordsIn(text).filter((word) => names.includes(word));
  if (isNewIn(own, usual, namesSaidIn)) return true;
  const told = standIns.flatMap(({ end }) => statedIn(end?.meaning)).filter(isOfSource);
  return told.some(({ value }) => mentions(own, String(value)) && !mentions(usual, String(value)));
}

function isNewIn(
  own: readonly string[],
  usual: readonly string[],
  read: (text: string) => readonly string[],
): boolean {
  const known = new Set(usual.flatMap(read));
  return own.flatMap(read).some((one) => !known.has(one));
}

/** What a task said in all its answers, each text with the name of its field; a flag that is off is a denial of it. */
function textsSaid({ turns, ending }: TaskRecord): readonly string[] {
  const answers = [...turns.map((turn) => turn.ending), ending].map(answerIn);
  return answers.flatMap((answer) => statedIn(answer)).map(textOf);
}

function textOf(leaf: Leaf): string {
  const field = apart(fieldOf(leaf));
  if (typeof leaf.value === 'boolean') return leaf.value ? field : `not ${field}`;
  return `${field} ${leaf.value}`;
}

/** The words of the names of a call's point and path. */
function namesOf({ start }: TaskCall): readonly string[] {
  return wordsIn(apart(`${start.point} ${start.label.replace(/^\S+ /, '')}`)).filter(
    (word) => word.length > 2,
  );
}

/** Whether a part of a reply says whence or of when it is. */
function isOfSource(leaf: Leaf): boolean {
  return /\b(?:source|provider|origin|as of|observed|updated|measured|since)\b/.test(
    apart(fieldOf(leaf)).toLowerCase(),
  );
}
