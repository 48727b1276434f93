import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import { outcomes, type Outcome } from '../../harness/model/trace/outcome.ts';
import { checkMeanings, meanings, outcomeMeanings } from '../words/meanings.ts';
import { outcomeWords } from '../words/wording.ts';

/** A word that says what it means when it is pressed; plain text where its meaning is not known. */
export function word(key: string, text: string): VNode {
  if (!known.has(key)) return view`${text}`;
  return view`<button type="button" class="word" popovertarget=${`word-${key}`}>${text}</button>`;
}

/** An outcome as a word that explains itself. */
export function outcomeWord(outcome: Outcome): VNode {
  return word(`outcome-${outcome}`, outcomeWords[outcome]);
}

/** A check's name as a word that explains itself; that of a user's own as it is. */
export function checkWord(check: string): VNode {
  return word(`check-${check}`, check);
}

/** The meanings of the words that some markup uses, to stand once at its end. */
export function meaningsIn(markup: string): readonly VNode[] {
  const used = new Set(
    [...markup.matchAll(/popovertarget="word-([\w-]+)"/g)].map(([, key = '']) => key),
  );
  return [...known]
    .filter(([key]) => used.has(key))
    .map(
      ([key, { text, means }]) =>
        view`<div popover class="meaning" id=${`word-${key}`}><b>${text}</b>: ${means}</div>`,
    );
}

interface Known {
  readonly text: string;
  readonly means: string;
}

const known: ReadonlyMap<string, Known> = new Map<string, Known>([
  ...Object.entries(meanings).map(
    ([key, means]) => [key, { text: key.replaceAll('-', ' '), means }] as const,
  ),
  ...outcomes.map(
    (outcome) =>
      [
        `outcome-${outcome}`,
        { text: outcomeWords[outcome], means: outcomeMeanings[outcome] },
      ] as const,
  ),
  ...Object.entries(checkMeanings).map(
    ([check, means]) => [`check-${check}`, { text: check, means }] as const,
  ),
]);
