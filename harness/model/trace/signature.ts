import { noncePattern } from '../json/drawn-word.ts';

/**
 * The way to break that a signature names, apart from its numbers and the ids in it: `landed 2
 * times` and `landed 3 times` are one, and so are `task during-1` and `task during-2`.
 */
export function wayOf(signature: string): string {
  return signature.replaceAll(idOrNumber, '#');
}

const uuid = '\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b';
/** What stands behind a dash and has a digit is no word. */
const counted = '(?<=-)(?=\\w*\\d)\\w{5,}';
const number = '\\b\\d+(?:[.,]\\d+)*\\b';
const idOrNumber = new RegExp([uuid, noncePattern, counted, number].join('|'), 'g');
