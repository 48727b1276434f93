/** The pattern of a nonce, as mocked tools draw them: `BK-4f9a1c2b`. One of the eight is a figure: `API-provided` is none. */
export const noncePattern = '\\b[A-Z][A-Z0-9]{0,7}-(?=[a-z]{0,7}[0-9])[0-9a-z]{8}\\b';

/** Matches every nonce of a text. */
export const everyNonce = new RegExp(noncePattern, 'g');

/** A text with `#` in place of every nonce: two that differ in what tools drew are then one. */
export function withoutNonces(text: string): string {
  return text.replaceAll(everyNonce, '#');
}

/** Whether a word is a number, an id or a time, which differ from run to run: it holds a figure, as a nonce does. */
export function isDrawn(word: string): boolean {
  return /\d/.test(word);
}
