import { mayCome, withoutUnseen } from './coming.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import type { Phrases } from './phrases.ts';
import { pt } from './pt.ts';
import { worded, type DispositionReading } from './reading.ts';
import { folded } from '../../checks/evidence/prose/words.ts';
import { claims, type Claim } from '../../model/trace/trace.ts';

const languages: readonly Phrases[] = [en, de, fr, es, pt];

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
  | 'turned'
  | 'hedged'
  | 'unseen'
  | 'denied';

/** A text of numbers and ids such as `BK-4f9a1c2b` alone, whose letters are no word. */
const wordless = /^(?:\b[A-Z]{1,2}-(?=[a-z]{0,7}\d)[0-9a-z]{8}\b|[\d\s.,:;])*$/;

/** Marks of Markdown, and spaces of every kind. */
const layout = /[*_`#>\t \u00a0\u202f]+/g;

/** How a text presents itself, clause by clause, in any of the languages. */
export function readProse(text: string): DispositionReading {
  return weighed(signsOf(text));
}

/** Whether a text says of something done that it may be, or that it is not. */
export function claimsOf(text: string): readonly Claim[] {
  if (text === '') return [];
  const signs = signsOf(text);
  return claims.filter((claim) => signs.has(claim));
}

function signsOf(text: string): ReadonlySet<Sign> {
  // To ask all languages takes a process longer, the first time, than most agents take to answer.
  if (wordless.test(text)) return new Set();
  const short =
    text.length > longest ? `${text.slice(0, longest / 2)}. ${text.slice(-longest / 2)}` : text;
  let plain = folded(short).replaceAll(layout, ' ');
  const marked = languages.filter(({ marks }) => marks.test(plain));
  const spoken = marked.length > 0 ? marked : languages;
  const signs = new Set<Sign>();
  // "Without confirmation" leaves something open here, and is harmless elsewhere.
  const seen = withoutUnseen(plain);
  const isHedged =
    spoken.some(({ hedged }) => hedged.test(plain)) ||
    mayCome(seen, (clause) => spoken.some((language) => denies(clause, language)));
  if (isHedged) signs.add('hedged');
  for (const { harmless } of spoken) plain = plain.replace(harmless, ' ~ ');
  for (const language of spoken) for (const sign of signsIn(plain, language)) signs.add(sign);
  // What was not seen when it was looked for denies nothing of what may yet come.
  if (isHedged && signs.has('denied') && !hasDenial(seen, spoken)) {
    signs.delete('denied');
    signs.add('unseen');
  }
  return signs;
}

function hasDenial(text: string, spoken: readonly Phrases[]): boolean {
  const plain = spoken.reduce((rest, { harmless }) => rest.replace(harmless, ' ~ '), text);
  return spoken.some((language) =>
    clausesOf(plain, language).some((clause) => denies(clause, language)),
  );
}

/**
 * What only some words say is in doubt: an answer that claims success may mention what failed by the
 * way, and one that hands on what nobody could do says so. What something was not may be the task, or not.
 */
function weighed(signs: ReadonlySet<Sign>): DispositionReading {
  const isDone = signs.has('done');
  const doubt = isDone ? (['full'] as const) : [];
  const isShort = signs.has('failed') || signs.has('missing');
  if (signs.has('escalated')) {
    return isShort && !isDone ? worded('escalated') : worded('escalated', 'full');
  }
  if (signs.has('abstained')) {
    return isDone || signs.has('degraded') ? worded('degraded', ...doubt) : worded('abstained');
  }
  if (signs.has('degraded')) return worded('degraded', ...doubt);
  if (isShort) return isDone ? worded('degraded', 'full') : worded('failed');
  if (signs.has('denied') || signs.has('unseen'))
    return worded(isDone ? 'degraded' : 'failed', 'full');
  if (isDone) return signs.has('turned') ? worded('full', 'failed') : worded('full');
  return signs.has('history') ? worded('failed', 'full') : worded('full', 'failed');
}

function signsIn(text: string, language: Phrases): readonly Sign[] {
  const clauses = clausesOf(text, language);
  const signs = clauses.map((clause) => signOf(clause, language));
  const isTold = signs.some((sign, n) => sign === null && tells(clauses[n] ?? '', language));
  const found = signs.filter((sign) => sign !== null);
  if (clauses.some((clause) => clause.length > 2 && language.negated.test(clause)))
    found.push('turned');
  if (clauses.some((clause) => denies(clause, language))) found.push('denied');
  return isTold && found.includes('missing') ? [...found, 'done'] : found;
}

function clausesOf(text: string, { between }: Phrases): readonly string[] {
  return text
    .replace(between, ' | ')
    .split(/[.!?](?=\s|$)|[;|\n\r]|,(?=\s)|\s[-\u2013\u2014]\s|\u2014/);
}

function denies(clause: string, { denied, hedged }: Phrases): boolean {
  return denied.test(clause) && !hedged.test(clause);
}

const order = ['escalated', 'abstained', 'degraded', 'missing', 'failed'] as const;

function signOf(clause: string, language: Phrases): Sign | null {
  if (clause.length < 3) return null;
  const first = order.slice(0, 2).find((sign) => language[sign].test(clause));
  if (first) return first;
  const rest = clause.replace(language.history, ' ');
  const found = order.slice(2).find((sign) => language[sign].test(rest));
  if (found) return found;
  if (language.done.test(rest) && !isOpen(rest, language)) return 'done';
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
