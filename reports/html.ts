import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { causesOf, type Cause } from './summary/causes.ts';
import { headline, warnings } from './words/headline.ts';
import { causeCard, type Depth } from './html/cause.ts';
import { filterForm } from './html/filter.ts';
import { mutantDetails } from './html/finding.ts';
import { linksOf, type Links } from './html/links.ts';
import { matrixTable } from './html/matrix.ts';
import { outcomesSection } from './html/outcomes.ts';
import { reliabilitySection } from './html/reliability.ts';
import { claimText, searchSection } from './html/search.ts';
import { scenarioTable } from './html/scenarios.ts';
import { shell } from './html/shell.ts';
import { word } from './html/word.ts';
import { cleansed, clip } from './words/printable.ts';
import type { Reporter } from './reporter.ts';
import type { Summary } from './summary/summary.ts';
import { counted, lasting, resultWords } from './words/wording.ts';

/** Renders the summary as one self-contained HTML page under 5 MB, without network access. */
export const html: Reporter = {
  name: 'html',
  file: 'report.html',
  render: (summary) => pageOf(cleansed(summary)),
};

/** The most causes shown in full, and the most bytes of all causes and mutants together. */
const mostFull = 50;
const mostBytes = 3_000_000;

function pageOf(summary: Summary): string {
  const partial = summary.meta.partial ? ' (partial)' : '';
  const title = `${resultWords[summary.result]}: ${headline(summary)}${partial}`;
  return shell({ title, main: mainOf(summary), isLively: true });
}

function mainOf(summary: Summary): VNode {
  const room = { bytes: mostBytes };
  const links = linksOf(summary);
  const causes = causesOf(summary.findings);
  return view`${top(summary)} ${outcomesSection(summary)} ${reliabilitySection(summary)}
    ${filterForm(causes.length + summary.families.flatMap(({ scenarios }) => scenarios).length)}
    ${findings(summary, { causes, links, room })} ${searches(summary, room)} ${matrix(summary, room)}
    ${scenarioTable(summary, links)}
    <footer>Brownout ${summary.meta.version}. A fault that never struck makes a verdict unknown, never a
      pass. Counts of outcomes are tasks; all else is runs.</footer>`;
}

function top(summary: Summary): VNode {
  const { result, meta, searches: all } = summary;
  const only = all.length === 1 && all[0];
  return view`<header class="top">
    <div class="brand"><b>Brownout</b><span class="soft">Degradation report</span></div>
    <span class="verdict ${result}">${word(result, resultWords[result])}</span>
    <h1>${headline(summary)}</h1>
    <p class="facts">
      <code>${clip(meta.command, 300)}</code>
      <span>${began(meta.startedAt)}</span>
      <span>took ${lasting(meta.tookMs)}</span>
    </p>
    ${only && claimText(only)}
    ${warnings(summary).map((warning) => view`<p class="warning" role="note">${warning}</p>`)}
    ${errors(summary)} ${totals(summary)} ${contents(summary)}
  </header>`;
}

function contents(summary: Summary): VNode {
  const { totals, matrix: found, families, searches: all } = summary;
  const count = totals.findings;
  return view`<nav aria-label="On this page">
    ${families.length > 0 && view`<a href="#outcomes">How tasks ended</a>`}
    ${summary.reliability && view`<a href="#reliability">Reliability</a>`}
    ${count > 0 && view`<a href="#findings">${counted(count, 'finding')}</a>`}
    ${all.length > 0 && view`<a href="#search-1">${all.length === 1 ? 'Search' : 'Searches'}</a>`}
    ${found !== null && view`<a href="#matrix">Kill matrix</a>`}
    ${families.length > 0 && view`<a href="#scenarios">All scenarios</a>`}
  </nav>`;
}

function totals({ totals: all, matrix: found }: Summary): VNode {
  const one = (name: string, count: number, tone: string) => view`<div>
    <dt>${name}</dt><dd class=${count === 0 ? 'zero' : tone}>${count.toLocaleString('en-US')}</dd>
  </div>`;
  return view`<dl class="totals">
    ${one('passed', all.passed, 'good')} ${one('failed', all.failed, 'bad')}
    ${one('inconclusive', all.inconclusive, 'doubt')}
    ${found ? one('careful runs', found.careful.runs, '') : one(all.runs === 1 ? 'run' : 'runs', all.runs, '')}
    ${
      found &&
      view`<div><dt>mutants flagged</dt>
        <dd>${found.mutants.filter(({ flagged }) => flagged).length}/${found.mutants.length}</dd></div>`
    }
  </dl>`;
}

function errors({ errors: list }: Summary): VNode | null {
  if (list.length === 0) return null;
  return view`<ul class="errors">
    ${list
      .slice(0, 50)
      .map(
        ({ file, lines }) =>
          view`<li><code>${clip(file, 300)}</code>${lines.map((line) => view`<div>${line}</div>`)}</li>`,
      )}
    ${list.length > 50 && view`<li class="soft">and ${counted(list.length - 50, 'more file')}</li>`}
  </ul>`;
}

interface FindingsOptions {
  readonly causes: readonly Cause[];
  readonly links: Links;
  readonly room: { bytes: number };
}

function findings(summary: Summary, { causes, links, room }: FindingsOptions): VNode | null {
  const { findings: total } = summary.totals;
  if (total === 0) return null;
  const told = causes.flatMap((cause, index) => causeMarkup(cause, index, { links, room }) ?? []);
  const full = told.filter(({ depth }) => depth !== 'short').length;
  const left = total - told.reduce((sum, { findings: its }) => sum + its, 0);
  const markup = told.map((one) => one.markup).join('');
  const merged = causes.length < total && `, ${counted(causes.length, 'cause')}`;
  return view`<section id="findings">
    <h2>${counted(total, 'finding')}${left === 0 && merged}</h2>
    ${told.length > full && view`<p class="soft">${full} of them are told in full.</p>`}
    <div dangerouslySetInnerHTML=${{ __html: markup }} />
    ${left > 0 && view`<p class="left">${counted(left, 'more finding')} had no room on this page.</p>`}
  </section>`;
}

interface CauseMarkup {
  readonly markup: string;
  readonly depth: Depth;
  readonly findings: number;
}

/** The markup of a cause, shorter where little room is left; null where none is left. */
function causeMarkup(
  cause: Cause,
  index: number,
  { links, room }: Omit<FindingsOptions, 'causes'>,
): CauseMarkup | null {
  const depths: readonly Depth[] = index < mostFull ? ['whole', 'worst', 'short'] : ['short'];
  for (const depth of depths) {
    const card = causeCard(cause, links, depth);
    const markup = card && fit(render(card), room);
    if (markup !== null) return { markup, depth, findings: cause.length };
  }
  return null;
}

function fit(markup: string, room: { bytes: number }): string | null {
  const bytes = Buffer.byteLength(markup);
  if (bytes > room.bytes) return null;
  room.bytes -= bytes;
  return markup;
}

function searches({ searches: all }: Summary, room: { bytes: number }): VNode | null {
  if (all.length === 0) return null;
  const told = all.flatMap(
    (one, index) => fit(render(searchSection(one, index + 1, all.length > 1)), room) ?? [],
  );
  const left = all.length - told.length;
  return view`<div dangerouslySetInnerHTML=${{ __html: told.join('') }} />
    ${left > 0 && view`<p class="left">${counted(left, 'more search', 'more searches')} had no room on this page.</p>`}`;
}

function matrix(summary: Summary, room: { bytes: number }): VNode | null {
  if (summary.matrix === null) return null;
  const expected = summary.findings.filter(({ isExpected }) => isExpected);
  const told = expected.flatMap((finding, index) => {
    const number = index + 1;
    const markup = fit(render(mutantDetails(finding, number)), room);
    return markup === null ? [] : [{ finding, number, markup }];
  });
  const left = expected.length - told.length;
  return view`<section id="matrix">
    ${matrixTable(summary.matrix, told)}
    ${
      told.length > 0 &&
      view`<h3>How each mutant was caught</h3>
      <div dangerouslySetInnerHTML=${{ __html: told.map(({ markup }) => markup).join('') }} />`
    }
    ${left > 0 && view`<p class="left">${counted(left, 'more mutant')} had no room to be told.</p>`}
  </section>`;
}

function began(startedAt: string): string {
  return startedAt.replace(/T(\d\d:\d\d)[^Z]*Z$/, ' $1 UTC');
}
