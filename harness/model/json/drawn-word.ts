/** The pattern of a nonce, as mocked tools draw them: `BK-4f9a1c2b`. Its letters need hold no figure. */
export const noncePattern = '\\b[A-Z][A-Z0-9]{0,7}-[0-9a-z]{8}\\b';

const nonce = new RegExp(noncePattern);

/** Whether a word is a number, an id or a time, which differ from run to run: it holds a figure, or is a nonce. */
export function isDrawn(word: string): boolean {
  return /\d/.test(word) || nonce.test(word);
}
