import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { Cause, Numbered } from '../summary/causes.ts';
import { seenWords } from '../words/ended-words.ts';
import { clip } from '../words/printable.ts';
import { counted } from '../words/wording.ts';
import { findingFacts, findingBody } from './finding.ts';
import { claimOf, type Links } from './links.ts';
import { checkWord, outcomeWord } from './word.ts';

/**
 * How much of a cause a card shows: every finding, its worst finding, or only the checks that
 * failed.
 */
export type Depth = 'whole' | 'worst' | 'short';

/**
 * Renders the findings of one cause as a card: the harm, each claim that broke, the details of the
 * worst finding, and the details of the others folded up.
 */
export function causeCard(cause: Cause, links: Links, depth: Depth): VNode | null {
  const [worst, ...others] = cause;
  if (!worst) return null;
  const { harm, check, ended } = worst.finding;
  const outcome = ended[0]?.outcome ?? worst.finding.outcome;
  return view`<article class="finding" data-find>
    <div class="head">
      <h3 class="wrap">${harm === '' ? `Check ${check} failed` : `${harm}.`}</h3>
      ${outcome && view`<span class="outcome o-${outcome}">${outcomeWord(outcome)}</span>`}
    </div>
    <ul class="broken">
      ${[...Map.groupBy(cause, ({ finding }) => finding.title).values()].map((its) => broken(its, links))}
    </ul>
    ${depth === 'short' ? findingFacts(worst.finding) : findingBody(worst.finding)}
    ${depth === 'whole' && others.map(folded)}
    ${
      depth !== 'whole' &&
      others.length > 0 &&
      view`<p class="left">What shows ${counted(others.length, 'more finding')} had no room here.</p>`
    }
  </article>`;
}

/** Renders a claim that broke, with each check that failed for it. */
function broken(findings: Cause, links: Links): VNode | null {
  const [first] = findings;
  if (!first) return null;
  const row = links.scenario(first.finding);
  const claim = clip(claimOf(first.finding.title), 300);
  return view`<li>
    <p class="claim">${row === null ? claim : view`<a href=${`#${row}`}>${claim}</a>`}</p>
    ${findings.map(failed)}
  </li>`;
}

function failed({ finding, number }: Numbered): VNode {
  const { check, reason, met } = finding;
  const often = met === null ? ` in ${seenWords(finding)}` : '';
  return view`<div class="failed" id=${`finding-${number}`}>
    <a class="nth" href=${`#finding-${number}`}>Finding ${number}</a>
    <p class="check">Check ${checkWord(check)} failed${often}</p>
    <p class="reason">${reason}</p>
  </div>`;
}

function folded({ finding, number }: Numbered): VNode {
  return view`<details class="also">
    <summary>What shows finding ${number} (${finding.check})</summary>
    <div class="body">${findingBody(finding)}</div>
  </details>`;
}
