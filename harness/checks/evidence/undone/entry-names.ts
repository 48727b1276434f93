import { askedIn } from '../../../model/scenario.ts';
import type { Entry } from '../ledger/entry.ts';
import { mentions } from '../mentions.ts';
import type { TaskRecord } from '../tasks.ts';
import { withoutNames } from './usual-words.ts';

/** The names of an effect, its id and its key, beside those of the other effects of its task. */
export interface EntryNames {
  readonly all: readonly string[];
  /** A text with `#` in place of every effect's name. */
  readonly hidden: (text: string) => string;
  /** A hidden text without what it says of other things that the task asked for ("no stamp for #"). */
  readonly apartFrom: (text: string) => string;
  /** Whether a text names the effect. */
  readonly isIn: (text: string) => boolean;
  /** Whether a text names the effect by more than a short number. */
  readonly isLongIn: (text: string) => boolean;
  /** Whether a text names the effect, and surely nothing else. */
  readonly isPlainIn: (text: string) => boolean;
  /** Whether a text names another effect of the task. */
  readonly isOtherIn: (text: string) => boolean;
}

/** The names of an effect, for a task that made it. */
export function namesOf(entry: Entry, task: TaskRecord): EntryNames {
  const { id, key } = entry;
  const { effects, start } = task;
  const all = [...new Set([id, key])].filter((name) => name !== '');
  const others = effects.filter((effect) => effect.id !== id);
  const isShared = others.some((effect) => effect.key === key);
  // A key that the task was given names what it is about, too.
  const isOwn = !isShared && !mentions(askedIn(start), key);
  const plain = all.filter((name) => !isShort(name) && (name !== key || name === id || isOwn));
  const otherNames = others.flatMap((effect) => [effect.id, ...(isShared ? [] : [effect.key])]);
  const longer = (name: string) =>
    otherNames.filter((other) => other !== name && other.includes(name));
  const says = (text: string, name: string) => mentions(withoutNames(text, longer(name)), name);
  const things = otherThings(entry, task);
  return {
    all,
    hidden: (text) => withoutNames(text, [...all, ...otherNames]),
    apartFrom: (text) => (things === null ? text : text.replaceAll(things, ' ')),
    isIn: (text) => all.some((name) => says(text, name)),
    isLongIn: (text) => all.some((name) => !isShort(name) && says(text, name)),
    // In brackets a key may say which call was meant.
    isPlainIn: (text) =>
      plain.some((name) => says(name === id ? text : text.replaceAll(/\([^)]*\)/g, ' '), name)),
    isOtherIn: (text) =>
      otherNames.some((name) => name !== '' && !all.includes(name) && mentions(text, name)),
  };
}

/** Matches what a text says of things that other calls of a task are about, by their labels. */
function otherThings({ does, point }: Entry, { calls }: TaskRecord): RegExp | null {
  const own = new Set(nounsOf(`${does} ${point}`));
  // A look at its own point may be for what it made.
  const others = calls
    .filter(({ start }) => start.point !== point || !start.safe)
    .flatMap(({ start }) => nounsOf(`${start.label} ${start.point}`));
  const nouns = [...new Set(others)].filter((noun) => !own.has(noun));
  if (nouns.length === 0) return null;
  const noun = `(?:${nouns.join('|')})(?:s|es)?`;
  return new RegExp(
    `\\b(?:no|not any|without|neither|nor|the|an?|any|its|your) (?:\\w+ )?${noun}\\b(?! (?:\\w+ ){0,3}(?:under|by|as)\\b)(?: (?:for|of|to|on|with|beside) (?:\\w+ ){0,2}#)?`,
    'gi',
  );
}

/** The words of a label that name things, in the singular. */
export function nounsOf(label: string): readonly string[] {
  const words = label.replaceAll(/:\w+|\b[A-Z]+\b/g, ' ').match(/[a-z]{3,}/gi) ?? [];
  return words.map((word) => word.toLowerCase().replace(/s$/, ''));
}

/** The words for a thing of a label as it stands: of `POST /holds` held, of `POST /openings` open. */
export function statesOf(does: string): readonly string[] {
  return nounsOf(does).flatMap((noun) => {
    const stem = noun.replace(/(?:ations?|ions?|ings?|ments?|e)$/, '');
    const own = irregular[noun] ?? (noun.endsWith('ing') ? [stem] : []);
    return [...own, `on ${noun}`, `${stem}ed`, `${stem}ated`];
  });
}

const irregular: Readonly<Record<string, readonly string[]>> = {
  hold: ['held'],
  keep: ['kept'],
  loan: ['lent', 'on loan'],
  stop: ['stopped'],
  payment: ['paid'],
  sale: ['sold'],
};

/** A short number may stand in a sentence by chance. */
function isShort(name: string): boolean {
  return /^\d{1,3}$/.test(name);
}
