import { noncePattern } from '../../../model/json/drawn-word.ts';
import { number, statedIn } from '../lost/facts.ts';
import { apart } from '../prose/sentences.ts';

/** A value in an answer, and where it stands. */
export interface Slot {
  readonly value: string;
  /** The path of its text, with what names an item of a list, and the words about it: `levels | north # as of today`. */
  readonly place: string;
}

/**
 * The values of an answer that stand by themselves, with the words just before and after them, up to
 * punctuation or the next value; those of a list, whose places shift, and those without any words are left
 * out. Values are nonces, numbers and, where given, one text.
 */
export function slotsOf(answer: unknown, text?: string): readonly Slot[] {
  const values = text === undefined ? drawn : new RegExp(`${literal(text)}|${drawn.source}`, 'gu');
  const leaves = statedIn(answer);
  return leaves.flatMap(({ path, value }) => {
    const isItem = /(^|\.)\d+$/.test(path);
    const parent = path.replace(/(^|\.)[^.]*$/, '');
    const isNamed = !isItem && /(^|\.)\d+$/.test(parent);
    const beside = leaves.filter(
      (one) => isNamed && one.path.startsWith(`${parent}.`) && isName(one.value),
    );
    const field = [path.replaceAll(/(^|\.)\d+(?=\.|$)/g, '$1*'), ...beside.map((one) => one.value)];
    const said = String(value);
    const found = [...said.matchAll(values)];
    return found.flatMap((match, n): readonly Slot[] => {
      const [start, end] = [match.index, match.index + match[0].length];
      const before = said.slice(endOf(found[n - 1]), start);
      const next = found[n + 1];
      const after = said.slice(end, next?.index);
      const isListed = [n > 0 ? before : '', next ? after : ''].some((gap) => between.test(gap));
      const about = [
        before.split(stop).findLast((part) => wordsOf(part) !== '') ?? '',
        next && !stop.test(after) ? '' : (after.replace(/^\s*[([]/, '').split(stop)[0] ?? ''),
      ].map(wordsOf);
      const isBare = about.join('') === '' && (isItem || path === '');
      if (isListed || isBare) return [];
      const place = `${apart(field.join(' '))} | ${about.join(' # ')}`.toLowerCase();
      return [{ value: match[0], place }];
    });
  });
}

const drawn = new RegExp(`${noncePattern}|${number.source}`, 'gu');

/** Between two values of a list. */
const between = /^(\s|[,;&/|]|and\b|or\b)+$/i;

const stop = /[;!?()[\]|\n]|[.,:](?=\s|$)/;

function endOf(match: RegExpExecArray | undefined): number {
  return match ? match.index + match[0].length : 0;
}

function wordsOf(text: string): string {
  return (text.match(/[\p{L}\p{N}_'’:.-]*[\p{L}\p{N}]/gu) ?? []).join(' ');
}

/** Whether a value beside another says what that is about. */
function isName(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 40 && !value.match(drawn);
}

/** The expression of a text that stands by itself, as whole words. */
export function literal(text: string): string {
  return `(?<![\\p{L}\\p{N}])${text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')}(?![\\p{L}\\p{N}])`;
}
