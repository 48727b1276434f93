import { hash } from '../model/json/json.ts';

/**
 * The vector of a text, of length 1: each word of it adds to some dimensions that are a hash of the
 * word. Texts with words in common are near, and the same text has the same vector in every run. It is
 * a rule, not a model, so that what is near can be told by reading.
 */
export function embeddingOf(text: string, dimensions: number): readonly number[] {
  const vector = new Float64Array(dimensions);
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [text];
  for (const word of words) {
    for (let nth = 0; nth < perWord; nth += 1) {
      const drawn = hash(word, nth + 1);
      const at = Math.floor(drawn / 2) % dimensions;
      vector[at] = (vector[at] ?? 0) + (drawn % 2 === 0 ? 1 : -1);
    }
  }
  const length = Math.hypot(...vector);
  return [...vector].map((value) => (length === 0 ? 1 / Math.sqrt(dimensions) : value / length));
}

/** The number of dimensions that a word adds to: enough that two words seldom share all of them. */
const perWord = 8;
