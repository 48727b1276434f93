import { folded } from '../../checks/evidence/prose/words.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import type { Phrases } from './phrases.ts';
import { pt } from './pt.ts';

const languages: readonly Phrases[] = [en, de, fr, es, pt];

/** A language that a text is read in, and the text: without words of other languages where it need not be in this one. */
export interface LanguageText {
  readonly language: Phrases;
  readonly plain: string;
}

/** The languages that a text is read in: those of most of its common words; all, where it has none. */
export function spokenIn(text: string): readonly LanguageText[] {
  const plain = plainOf(text);
  const counted = languages.map((language) => counts(language, plain));
  const english = counted[0]?.own ?? 0;
  const marked = counted.map(({ language, own, loose }) => {
    const isSure = language !== en && isIn(own, loose, english);
    return { language, isSure, count: english > 0 ? own : own + loose };
  });
  const most = Math.max(...marked.map(({ count }) => count));
  const isForeign = marked.some(({ isSure }) => isSure);
  const spoken = marked.filter(({ language, count }) =>
    language === en ? count > 0 || !isForeign : most === 0 || (count > 0 && count * 2 >= most),
  );
  const unsure = spoken.some(({ language, isSure }) => language !== en && !isSure)
    ? plainOf(text.replaceAll(alsoEnglish, '~'))
    : plain;
  return spoken.map(({ language, isSure }) => ({
    language,
    plain: isSure || language === en ? plain : unsure,
  }));
}

/** Whether a text is surely in a language, by its common words and those that may be English. */
function isIn(own: number, loose: number, english: number): boolean {
  if (english > 0) return own > english + 1;
  return own + loose > 2 || (own > 0 && own + loose > 1);
}

function counts(language: Phrases, plain: string) {
  const { own, loose } = language.marks;
  return { language, own: different(plain, own), loose: different(plain, loose) };
}

function different(plain: string, marks: RegExp): number {
  return new Set(plain.match(marks)).size;
}

/** Marks of Markdown, and spaces of every kind. */
const layout = /[*_`#>\t \u00a0\u202f]+/g;

function plainOf(text: string): string {
  return folded(text).replaceAll(layout, ' ');
}

/**
 * Words of the other languages' phrases that are English words or names as well, as they are written there: without
 * accents. In a text that may be English they say nothing in another language.
 */
const alsoEnglish = new RegExp(
  `(?<![\\p{L}\\d])(?:${[
    'viola|pronto|salv[ao]s?|criado|guardado|falla|fertig|plante|prete|paye|estime|perdue|cree|antigua',
    'antig(?:uans?|ens?|enic\\w*|one|ravity|overnment|un|ang|lare|ambling)|decline|refuses?|infringe|resumes?|reserves?|modifies|payees?',
    'factures?|livres?|programmes?|limites|surcharge[sd]?|estimations?|approximat(?:e[sd]?|ely|ing|ions?|ive)|degrad(?:e[sd]?|ing|ation)',
    'incomplete(?:ly|ness)?|obsolete\\w*|obsoleting|inaccessible|impossible|provisional(?:ly)?|expir(?:e[sd]?|ing|y|ations?)',
  ].join('|')})(?![\\p{L}\\d])`,
  'giu',
);
