import { negation, withoutPortugueseNo } from '../../checks/evidence/prose/words.ts';
import { mayCome, withoutUnseen } from './coming.ts';
import { spokenIn, type LanguageText } from './languages.ts';
import type { Phrases } from './phrases.ts';
import { worded, type DispositionReading } from './reading.ts';
import { recent } from '../../model/recent.ts';
import { claims, type Claim } from '../../model/trace/trace.ts';

/** Longer texts are read by their beginning and their end: reading stays cheap. */
const longest = 4_000;

type Sign =
  | 'escalated'
  | 'abstained'
  | 'degraded'
  | 'failed'
  | 'missing'
  | 'history'
  | 'done'
  | 'figure'
  | 'last'
  | 'waiting'
  | 'negated'
  | 'turned'
  | 'hedged'
  | 'unseen'
  | 'denied';

/** A text of numbers and ids such as `BK-4f9a1c2b` alone, whose letters are no word. */
const wordless = /^(?:\b[A-Z]{1,2}-(?=[a-z]{0,7}\d)[0-9a-z]{8}\b|[\d\s.,:;])*$/;

/** How a text presents itself, clause by clause, in any of the languages. */
export function readProse(text: string): DispositionReading {
  return weighed(signsOf(text));
}

/** Whether a text says last, after all that it says was done, that something failed or was not done. */
export function failsAtLast(text: string): boolean {
  return signsOf(text).has('last');
}

/** Whether a text may deny, in words that no list has, what it says nowhere to be done. */
export function mayDeny(text: string): boolean {
  const signs = signsOf(text);
  return signs.has('negated') && !signs.has('done');
}

/** Whether a text says of anything that it is less than done. */
export function tellsTrouble(text: string): boolean {
  return [...signsOf(text)].some((sign) => !well.has(sign));
}

const well: ReadonlySet<Sign> = new Set(['done', 'figure', 'turned', 'last']);

/** Whether a text says of something done that it may be, or that it is not. */
export function claimsOf(text: string): readonly Claim[] {
  if (text === '') return [];
  const signs = signsOf(text);
  return claims.filter((claim) => signs.has(claim));
}

/** A search runs an agent a thousand times, and hears much the same of it in each. */
const signsOf = recent((text: string) => text, allSigns);

function allSigns(text: string): ReadonlySet<Sign> {
  // To ask all languages takes a process longer, the first time, than most agents take to answer.
  if (wordless.test(text)) return new Set();
  const short =
    text.length > longest ? `${text.slice(0, longest / 2)}. ${text.slice(-longest / 2)}` : text;
  const spoken = spokenIn(short);
  const real = spoken.map(({ language, plain }) => ({
    language,
    plain: plain.replace(language.unreal, ' ~ '),
  }));
  const seen = real.map((one) => ({ ...one, plain: withoutUnseen(one.plain) }));
  const signs = new Set<Sign>();
  const isDenial = (clause: string) => spoken.some(({ language }) => denies(clause, language));
  // "Without confirmation" leaves something open here, and is harmless elsewhere.
  const isHedged =
    real.some((one) => leavesOpen(one)) || seen.some(({ plain }) => mayCome(plain, isDenial));
  if (isHedged) signs.add('hedged');
  for (const one of withoutHarmless(spoken)) for (const sign of signsIn(one)) signs.add(sign);
  // What was not seen when it was looked for denies nothing of what may yet come.
  if (isHedged && signs.has('denied') && !withoutHarmless(seen).some(hasDenial)) {
    signs.delete('denied');
    signs.add('unseen');
  }
  return signs;
}

function leavesOpen({ language, plain }: LanguageText): boolean {
  return language.hedged.test(plain) || plain.search(language.doubted) !== -1;
}

function withoutHarmless(spoken: readonly LanguageText[]): readonly LanguageText[] {
  const freed = (plain: string) =>
    spoken.reduce((rest, { language }) => rest.replace(language.harmless, ' ~ '), plain);
  return spoken.map(({ language, plain }) => ({ language, plain: freed(plain) }));
}

/**
 * What only some words say is in doubt: an answer that claims success may mention what failed by the
 * way, and one that hands on what nobody could do says so. What something was not may be the task, or not.
 */
function weighed(signs: ReadonlySet<Sign>): DispositionReading {
  const isDone = signs.has('done') || signs.has('figure');
  const doubt = signs.has('done') ? (['full'] as const) : [];
  const isShort = signs.has('failed') || signs.has('missing');
  const isDenied = signs.has('denied') || signs.has('unseen');
  if (signs.has('escalated')) {
    return isShort && !isDone ? worded('escalated') : worded('escalated', 'full');
  }
  if (signs.has('abstained')) {
    if (isDone) return worded('degraded', 'full');
    return worded(signs.has('degraded') ? 'degraded' : 'abstained');
  }
  if (signs.has('degraded')) return worded('degraded', ...doubt);
  if (isDone && (isShort || isDenied)) return worded('degraded', 'full');
  if (signs.has('waiting') && !isDone) {
    return worded('degraded', isShort || isDenied ? 'failed' : 'full');
  }
  if (isShort) return worded('failed');
  if (isDenied) return worded('failed', 'full');
  if (isDone && signs.has('waiting')) return worded('full', 'degraded');
  if (isDone) return signs.has('turned') ? worded('full', 'failed') : worded('full');
  return signs.has('history') ? worded('failed', 'full') : worded('full', 'failed');
}

function signsIn(spoken: LanguageText): readonly Sign[] {
  const { language } = spoken;
  const clauses = clausesOf(spoken);
  const signs = clauses.map((clause) => signOf(clause, language));
  const isTold = signs.some((sign, n) => sign === null && tells(clauses[n] ?? '', language));
  const found = signs.filter((sign) => sign !== null);
  const isBad = clauses.map((clause, n) => signs[n] === 'failed' || denies(clause, language));
  const has = (sign: Sign, isSo: boolean) => (isSo ? [sign] : []);
  return [
    ...found,
    ...has(
      'turned',
      clauses.some((clause) => language.negated.test(clause)),
    ),
    ...has('negated', clauses.some(isNegated)),
    ...has('denied', hasDenial(spoken)),
    ...has(
      'waiting',
      clauses.some((clause) => language.waiting.test(clause) && !isNegated(clause)),
    ),
    ...has('figure', isTold && found.includes('missing')),
    ...has('last', signs.includes('done') && isBad.lastIndexOf(true) > signs.lastIndexOf('done')),
  ];
}

function isNegated(clause: string): boolean {
  return denial.test(withoutPortugueseNo(clause.replaceAll(id, '#')));
}

const denial = new RegExp(negation);

/** An id, whose letters are no word. */
const id = /[a-z]+-\w*\d\w*/g;

function clausesOf({ language, plain }: LanguageText): readonly string[] {
  return plain
    .replace(language.between, ' | ')
    .split(/[.!?](?=\s|$)|[;|\n\r]|,(?=\s)|\s[-\u2013\u2014]\s|\u2014/)
    .map((clause) => clause.trim());
}

function hasDenial({ language, plain }: LanguageText): boolean {
  const sure = plain.replace(language.doubted, ' ~ ');
  return clausesOf({ language, plain: sure }).some((clause) => denies(clause, language));
}

function denies(clause: string, { besides, denied, hedged }: Phrases): boolean {
  return denied.test(clause.replace(besides, ' ~ ')) && !hedged.test(clause);
}

const order = ['escalated', 'abstained', 'degraded', 'missing', 'failed'] as const;

function signOf(clause: string, language: Phrases): Sign | null {
  if (clause.length < 3) return null;
  const first = order.slice(0, 2).find((sign) => language[sign].test(clause));
  if (first) return first;
  const rest = clause.replace(language.history, ' ');
  const found = order.slice(2).find((sign) => language[sign].test(rest));
  if (found) return found;
  const isDone =
    [language.still, language.waiting].every((one) => !one.test(rest)) && language.done.test(rest);
  if (isDone && !isOpen(rest, language)) return 'done';
  return rest === clause ? null : 'history';
}

/** Whether a clause does not say that what it speaks of is so. */
function isOpen(clause: string, { negated, hedged }: Phrases): boolean {
  return negated.test(clause) || hedged.test(clause);
}

/** Beside something that is missing, a clause with a figure in it is an answer. */
function tells(clause: string, language: Phrases): boolean {
  return /\d/.test(clause) && !language.negated.test(clause);
}
