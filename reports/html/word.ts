import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import { outcomes, type Outcome } from '../../harness/model/trace/outcome.ts';
import { checkMeanings, meanings, outcomeMeanings } from '../words/meanings.ts';
import { outcomeWords } from '../words/wording.ts';

/** Renders a word as a button that shows its meaning; plain text where the word has none. */
export function word(key: string, text: string): VNode {
  if (!known.has(key)) return view`${text}`;
  return view`<button type="button" class="word" popovertarget=${`word-${key}`}>${text}</button>`;
}

/** Renders an outcome as a button that shows its meaning. */
export function outcomeWord(outcome: Outcome): VNode {
  return word(`outcome-${outcome}`, outcomeWords[outcome]);
}

/**
 * Renders a check's name as a button that shows its meaning; plain text for the user's own checks.
 */
export function checkWord(check: string): VNode {
  return word(`check-${check}`, check);
}

/** The popovers with the meanings of the words in some markup, to be placed at its end. */
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
