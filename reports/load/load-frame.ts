import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { Result } from '../../harness/model/trace/verdict.ts';
import { shell } from '../html/shell.ts';
import { resultWords } from '../words/wording.ts';

/** What stands at the head of the page of a load, or of several, and under it. */
export interface LoadFrame {
  /** What kind of report it is: `Degradation curve`. */
  readonly kind: string;
  readonly result: Result;
  /** The word for the verdict, where the result alone does not say it. */
  readonly verdict?: string;
  readonly scenario: string;
  readonly headline: string;
  readonly facts: readonly string[];
  readonly strikes: readonly string[];
  readonly doubts: readonly string[];
  readonly body: VNode | readonly VNode[];
  readonly footer: string;
}

const own = `
.load { margin-top: 2rem; } .load h3 { margin-bottom: 0.5rem; } .load figcaption { margin-top: 0.25rem; }
.stack + .stack, .facts + .stack { margin-top: 1.5rem; } .phase-line { stroke: var(--edge); stroke-dasharray: 2 3; }
.recovered { stroke: var(--good); stroke-width: 2; } .curve.second { stroke: var(--bar); }
.load text { font-size: 11px; fill: var(--soft); } .tick { stroke: var(--edge); }
.bound { stroke: var(--bad); stroke-dasharray: 6 4; } .load .bound-text { fill: var(--bad); }
.fault-on { fill: var(--doubt-tint); } .whisker { stroke: var(--edge); stroke-width: 1.5; }
.trial { fill: none; stroke: var(--doubt); stroke-width: 1.5; } .trial.fail { stroke: var(--bad); stroke-width: 2.5; }
.trial.pass { fill: var(--good); stroke: none; } .top h1 { margin-bottom: 0.5rem; }
.smallest { fill: none; stroke: var(--ink); stroke-width: 1.5; }
.knee { stroke: var(--good); stroke-width: 2; }
@media screen and (max-width: 40rem) { .load text { font-size: 18px; } }
`;

/** Renders the page of a load, or of several, without scripts; its words are printable already. */
export function loadFrame(page: LoadFrame): string {
  const { kind, result, scenario, headline, facts, strikes, doubts, body, footer } = page;
  const { verdict = resultWords[result] } = page;
  const main = view`<header class="top">
      <div class="brand"><b>Brownout</b><span class="soft">${kind}</span></div>
      <span class="verdict ${result}">${verdict}</span>
      <h1>${scenario}</h1>
      <p>${headline}</p>
      <p class="facts">${facts.map((fact) => view`<span>${fact}</span>`)}</p>
      ${strikes.map((strike) => view`<p class="small"><code>${strike}</code></p>`)}
      ${doubts.map((why) => view`<p class="warning" role="note">${why}</p>`)}
    </header>
    ${body}
    <footer>${footer}</footer>`;
  const title = `${verdict}: ${scenario}, ${kind.toLowerCase()}`;
  return shell({ title, main, own, isLively: false });
}
