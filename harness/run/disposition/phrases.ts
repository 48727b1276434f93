/**
 * How one language says how a task went. Each expression is matched with one clause of a text in
 * lower case, without accents and marks of a layout.
 */
export interface Phrases {
  /** Common words of the language: a text without any of them is not read in it. */
  readonly marks: Marks;
  /** What only sounds like something else ("no errors"): it is taken out first. */
  readonly harmless: RegExp;
  /** Words between two clauses ("but"). */
  readonly between: RegExp;
  readonly escalated: RegExp;
  readonly abstained: RegExp;
  readonly degraded: RegExp;
  /** A first attempt that failed: it counts only if nothing is done after it. */
  readonly history: RegExp;
  /** Something is missing: a failure, unless the text tells something else. */
  readonly missing: RegExp;
  readonly failed: RegExp;
  readonly done: RegExp;
  /** Something waits to be done ("is in the queue"). */
  readonly waiting: RegExp;
  /** Something goes on to be so ("is still booked"), which is no word of success. */
  readonly still: RegExp;
  /** Something may have been done, or may not ("may have been added"). */
  readonly hedged: RegExp;
  /** Says that it is not known, or does not follow, that something was or was not done: it may be. */
  readonly doubted: RegExp;
  /** What might have been and was not ("could have gone through, but was refused"): it leaves nothing open. */
  readonly unreal: RegExp;
  /** Denies a second one, or all else: nothing of the one that is meant. */
  readonly besides: RegExp;
  /** Something was not done, as a fact ("was not added"). */
  readonly denied: RegExp;
  /** What turns a clause of success into none ("not", "would"). */
  readonly negated: RegExp;
}

/** Common words of a language: its own, and those that are English words or names, too. */
export interface Marks {
  readonly own: RegExp;
  readonly loose: RegExp;
}

/** Common words of a language, as parts of expressions: no part of an address, or of a name as `O'Brien`. */
export function marking(own: string, loose: string): Marks {
  return { own: common(own), loose: common(loose || '(?!)') };
}

function common(words: string): RegExp {
  return new RegExp(
    `(?<![a-z0-9.@/_-]|[a-z0-9]')(?:${words})(?![a-z0-9@/_-]|'[a-z]|\\.[a-z])`,
    'g',
  );
}

/** Any of these phrases, each a part of an expression, from the start of a word to the end of one. */
export function any(...phrases: readonly string[]): RegExp {
  return new RegExp(`(?<![a-z0-9])(?:${phrases.join('|')})(?![a-z0-9])`);
}

/** The same, wherever it stands in a text. */
export function every(...phrases: readonly string[]): RegExp {
  return new RegExp(any(...phrases), 'g');
}
