import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { Result } from '../../../harness/model/trace/verdict.ts';
import { style } from '../../html/style.ts';
import { resultWords } from '../../words/wording.ts';

/** What stands at the head of a page, and under it. */
export interface FramedPage {
  /** What kind of report it is: `Degradation curve`. */
  readonly kind: string;
  readonly result: Result;
  readonly scenario: string;
  readonly headline: string;
  readonly facts: readonly string[];
  readonly strikes: readonly string[];
  readonly doubts: readonly string[];
  readonly body: VNode | readonly VNode[];
  readonly footer: string;
}

const policy = "default-src 'none'; style-src 'unsafe-inline'";

const own = `
.load { margin-top: 2rem; } .load h3 { margin-bottom: 0.5rem; } .load figcaption { margin-top: 0.25rem; }
.load text { font-size: 11px; fill: var(--soft); } .tick { stroke: var(--edge); }
.bound { stroke: var(--bad); stroke-dasharray: 6 4; } .load .bound-text { fill: var(--bad); }
.fault-on { fill: var(--doubt-tint); } .whisker { stroke: var(--edge); stroke-width: 1.5; }
.trial.pass { fill: var(--good); } .trial.fail { fill: var(--bad); } .trial.unknown { fill: var(--doubt); }
.smallest { fill: none; stroke: var(--ink); stroke-width: 1.5; }
.knee { stroke: var(--good); stroke-width: 2; }
@media screen and (max-width: 40rem) { .load text { font-size: 18px; } }
`;

/** Renders one self-contained HTML page, without network access or scripts; its words are printable already. */
export function framedPage(page: FramedPage): string {
  const { kind, result, scenario, headline, facts, strikes, doubts, body, footer } = page;
  const word = resultWords[result];
  const whole = view`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta http-equiv="Content-Security-Policy" content=${policy} />
      <title>${`${word}: ${scenario}, ${kind.toLowerCase()} - Brownout`}</title>
      <style dangerouslySetInnerHTML=${{ __html: style + own }} />
    </head>
    <body>
      <main>
        <header class="top">
          <div class="brand"><b>Brownout</b><span class="soft">${kind}</span></div>
          <span class="verdict ${result}">${word}</span>
          <h1>${scenario}</h1>
          <p>${headline}</p>
          <p class="facts">${facts.map((fact) => view`<span>${fact}</span>`)}</p>
          ${strikes.map((strike) => view`<p class="small"><code>${strike}</code></p>`)}
          ${doubts.map((why) => view`<p class="warning" role="note">${why}</p>`)}
        </header>
        ${body}
        <footer>${footer}</footer>
      </main>
    </body>
  </html>`;
  return `<!doctype html>\n${render(whole)}\n`;
}
