import { askedIn } from '../../../model/scenario.ts';
import type { Entry } from '../ledger/entry.ts';
import { lower, mentions } from '../mentions.ts';
import { argumentsOf, type Scalar } from '../scalars.ts';
import type { TaskRecords } from '../tasks.ts';

/** The words within what was sent for an entry that tell it from all else. */
export type PartsOf = (entry: Entry) => readonly string[];

/**
 * Finds the words within what was sent for an effect that tell it from those of every other task, as the marker in
 * the text of a comment does: words with a figure that neither the input of another task holds nor what it sent. A short
 * id that is all of an argument (`C-118`) is one, too, where the run sends or makes nothing else that is called so.
 */
export function partsIn({ tasks }: TaskRecords): PartsOf {
  const sent = tasks.flatMap((task) => task.calls.flatMap(argumentsOf));
  const ids = new Set(tasks.flatMap(({ effects }) => effects.map(({ id }) => id.toLowerCase())));
  const isOne = ({ field, text }: Scalar) =>
    /^\p{L}{1,2}[-_]?\d{1,6}$/u.test(text) &&
    !ids.has(text.toLowerCase()) &&
    sent.every((other) => other.field === field || !isSameText(other.text, text));
  return ({ makers, calls }) => {
    const others = tasks
      .filter((task) => !makers.includes(task))
      .flatMap((task) => [askedIn(task.start), ...task.calls.flatMap(argumentsOf)].map(lower));
    const own = calls.flatMap(argumentsOf);
    const words = [...new Set(own.flatMap(({ text }) => wordsIn(text)))].filter(
      (word) => !others.some((said) => mentions(said, word)),
    );
    return [...words, ...own.filter(isOne).map(({ text }) => text.toLowerCase())];
  };
}

function isSameText(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The words that may be an id: of letters and figures, or a long number. */
function wordsIn(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:[_-][\p{L}\p{N}]+)*/gu) ?? [];
  return words.filter(
    (word) => /^\d{5,}$/.test(word) || (word.length > 3 && /\d/.test(word) && /\p{L}/u.test(word)),
  );
}
