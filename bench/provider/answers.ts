/** What every contender says: 21 words of one length, so that a stream has 24 frames with its first and last. */
export const words: readonly string[] = Array.from(
  { length: 21 },
  (_, n) => `pieces${String.fromCodePoint(97 + n).repeat(2)}`,
);

export const text: string = words.join(' ');
