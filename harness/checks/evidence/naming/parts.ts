import { askedIn } from '../../../model/scenario.ts';
import type { Entry } from '../ledger/entry.ts';
import { lower, mentions } from '../mentions.ts';
import { argumentsOf } from '../scalars.ts';
import type { TaskRecords } from '../tasks.ts';

/** The words within what was sent for an entry that tell it from all else. */
export type PartsOf = (entry: Entry) => readonly string[];

/**
 * Finds the words within what was sent for an effect that tell it from those of every other task, as the marker in
 * the text of a comment does: words with a figure that neither the input of another task holds nor what it sent.
 */
export function partsIn({ tasks }: TaskRecords): PartsOf {
  return ({ makers, calls }) => {
    const others = tasks
      .filter((task) => !makers.includes(task))
      .flatMap((task) => [askedIn(task.start), ...task.calls.flatMap(argumentsOf)].map(lower));
    return [...new Set(calls.flatMap(argumentsOf).flatMap(({ text }) => wordsIn(text)))].filter(
      (word) => !others.some((said) => mentions(said, word)),
    );
  };
}

/** The words that may be an id: of letters and figures, or a long number. */
function wordsIn(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:[_-][\p{L}\p{N}]+)*/gu) ?? [];
  return words.filter(
    (word) => /^\d{5,}$/.test(word) || (word.length > 3 && /\d/.test(word) && /\p{L}/u.test(word)),
  );
}
