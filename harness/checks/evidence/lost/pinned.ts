import { asText, matches } from '../../../model/json/contains.ts';
import { isHolder, mapScalars } from '../../../model/json/walk.ts';
import { askedIn } from '../../../model/scenario.ts';
import type { TaskRecord, TaskRecords } from '../tasks.ts';
import { factsOf, factsToldBy, type Facts } from './facts.ts';
import { evidenceOf, newsOf } from './loss.ts';

/**
 * Whether the expectation of a right answer ends a doubt about it. Where the answer tells something that is
 * in doubt (`told`), the expectation would refuse another in its place; where it lacks something (null), the
 * expectation names at least something that replies told, and the answer says nothing new in the place of what
 * it lacks. Any answer fits `/order/i`. What a function accepts is right. What no answer may say ends it, too,
 * where another value in that place would be that.
 */
export function isPinned(
  told: string | null,
  task: TaskRecord,
  { twins, points }: { readonly twins: readonly TaskRecord[] } & Pick<TaskRecords, 'points'>,
): boolean {
  const { ending, start } = task;
  const { shouldSay, shouldNotSay } = start;
  if (ending.how !== 'answered') return false;
  if (told !== null && barsAnother(told, ending.answer, shouldNotSay)) return true;
  if (ending.correct !== true) return false;
  if (shouldSay === undefined || /^what .* accepts$/.test(shouldSay)) return true;
  if (told !== null) return refusesAnother(told, ending.answer, shouldSay);
  const asked = factsOf(askedIn(start));
  const replies = [task, ...twins].flatMap((one) => {
    const acts = new Set(one.effects.map(({ call }) => call));
    return evidenceOf(one, points).map((call) => ({ call, acts: acts.has(call.start.call) }));
  });
  const all = factsOf(replies.map(({ call }) => newsOf(call)));
  // That something was done (`status: 'done'`) is no value that an answer could be held to.
  const { words } = factsOf(replies.flatMap(({ call, acts }) => (acts ? [] : [newsOf(call)])));
  if (!sharesNews(factsOf(literalOf(shouldSay)), { told: { ...all, words }, asked })) return false;
  const known = [all, asked, ...twins.map(factsToldBy)];
  return twins.length === 0 || !tellsNews(factsToldBy(task), known);
}

/** Whether an answer has a word that stands in nothing that is known: it tells something in its own words. */
function tellsNews(told: Facts, known: readonly Facts[]): boolean {
  return [...told.words].some((word) => known.every(({ words }) => !words.has(word)));
}

/**
 * Whether the expectation that an answer meets ends a doubt whether a text in it is only a part of what it should tell:
 * a pattern does that the answer would not meet if the text were a word shorter still. `/^Dear/` fits any beginning.
 */
export function isPinnedTo(part: string, { ending, start: { shouldSay } }: TaskRecord): boolean {
  if (ending.how !== 'answered' || ending.correct !== true) return false;
  const pattern = shouldSay === undefined ? null : patternIn(shouldSay);
  if (pattern === null) return true;
  const shorter = part.replace(/\s*\S+\s*$/, '');
  const less = mapScalars(ending.answer, (scalar) =>
    typeof scalar === 'string' ? scalar.replace(part, shorter) : scalar,
  );
  return !fits(pattern, less);
}

/** Whether an expectation that an answer meets would not be met if the answer told something else. */
function refusesAnother(told: string, answer: unknown, shouldSay: string): boolean {
  const other = mapScalars(answer, (scalar) => withAnother(String(scalar), told));
  const pattern = patternIn(shouldSay);
  if (pattern === null) return factsOf(shouldSay).numbers.has(told) || mentionsAll(shouldSay, told);
  return !fits(pattern, other);
}

/** Whether what no answer may say is met by one that tells something else. */
function barsAnother(told: string, answer: unknown, shouldNotSay: string | undefined): boolean {
  const pattern = shouldNotSay === undefined ? null : patternIn(shouldNotSay);
  if (pattern === null || fits(pattern, answer)) return false;
  return fits(
    pattern,
    mapScalars(answer, (scalar) => withAnother(String(scalar), told)),
  );
}

/** Whether an answer, or a text in it, matches a pattern. */
function fits(pattern: RegExp, answer: unknown): boolean {
  const texts = [asText(answer), ...(isHolder(answer) ? Object.values(answer) : [])];
  return texts.some((text) => typeof text === 'string' && matches(pattern, text));
}

/** A text with other numbers, or other words, in the place of these. */
function withAnother(text: string, told: string): string {
  const isNumber = told !== '' && !Number.isNaN(Number(told));
  if (isNumber) {
    return text.replaceAll(/\d+(?:[.,]\d+)*/g, (one) =>
      factsOf(one).numbers.has(told.replace('-', '')) ? otherDigits(one) : one,
    );
  }
  const words: readonly string[] = told.toLowerCase().match(/[\p{L}\p{N}_'’-]+/gu) ?? [];
  return text.replaceAll(/[\p{L}\p{N}_'’-]+/gu, (one) =>
    words.includes(one.toLowerCase()) ? 'zzz' : one,
  );
}

function otherDigits(number: string): string {
  return number.replaceAll(/\d/g, (digit) => String((Number(digit) + 5) % 10));
}

function mentionsAll(words: string, told: string): boolean {
  const its = factsOf(told).words;
  const named = factsOf(words).words;
  return its.size > 0 && [...its].every((one) => named.has(one));
}

/** The pattern that an expectation in words is; null for any other. */
function patternIn(words: string): RegExp | null {
  const [, source, flags] = /^\/(.*)\/(\w*)$/s.exec(words) ?? [];
  if (source === undefined) return null;
  try {
    return new RegExp(source, flags);
  } catch {
    return null;
  }
}

/** The text of an expectation; of a pattern what it says literally. */
export function literalOf(words: string): string {
  const source = patternIn(words)?.source;
  if (source === undefined) return words;
  const plain = source.replaceAll(/\\[a-zA-Z]/g, ' ').replaceAll(/\\(.)/g, '$1');
  return plain.replaceAll(/[()[\]|^$?*+{}]/g, ' ');
}

/** Whether an expectation names something that a reply told, and the task's input does not; of a nonce its first letters. */
function sharesNews(
  named: Facts,
  { told, asked }: { readonly told: Facts; readonly asked: Facts },
): boolean {
  const prefixes = new Set([...told.nonces].map((nonce) => nonce.split('-', 1)[0]?.toLowerCase()));
  if ([...named.words].some((word) => prefixes.has(word.replace(/-$/, '')))) return true;
  return kinds.some((kind) =>
    [...named[kind]].some((one) => told[kind].has(one) && !asked[kind].has(one)),
  );
}

const kinds = ['numbers', 'times', 'nonces', 'words'] as const;
