import { noncePattern } from '../json/drawn-word.ts';
import { digest } from '../json/json.ts';

const nonce = new RegExp(`^${noncePattern}$`);

/** The word that stands for a secret: `[redacted:3f2a]`, the same for the same one. */
export function markOf(secret: string): string {
  return `[redacted:${digest(secret).slice(-4)}]`;
}

/** Whether a text is such a word already. */
export function isMark(text: string): boolean {
  return text.startsWith('[redacted:');
}

/** Whether a value is one of those that `nonce` makes; they are never secrets. */
export function isNonce(text: string): boolean {
  return nonce.test(text);
}

/** Whether a secret looks like none of the words that texts are full of, so that it can be found there. */
export function isTelling(value: string): boolean {
  return value.length >= 8 && /[^A-Za-z]/.test(value) && !/\s/.test(value) && !isNonce(value);
}
