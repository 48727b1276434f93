import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import { byReason } from '../summary/by-reason.ts';
import { foreignWords } from '../summary/foreign.ts';
import { clip } from '../words/printable.ts';
import type { FamilySummary, ScenarioSummary, Summary } from '../summary/summary.ts';
import { harnessWords, idleWords, verdictCounts } from '../summary/verdict-counts.ts';
import { counted, resultWords } from '../words/wording.ts';
import { claimOf, type Links } from './links.ts';
import { mixBars } from './mix.ts';
import { word } from './word.ts';

/** The most scenarios on the page, and the most notes for each. */
const mostRows = 500;
const mostNotes = 5;

/** Renders a table of all scenarios, grouped by family in a stable order. */
export function scenarioTable({ families, matrix }: Summary, links: Links): VNode | null {
  const all = families.flatMap(({ scenarios }) => scenarios);
  if (all.length === 0) return null;
  const order = { fail: 0, unknown: 1, pass: 2 };
  const ranked = all.toSorted((a, b) => order[a.result] - order[b.result]).slice(0, mostRows);
  const shown = new Set(ranked);
  const left = all.length - shown.size;
  // Of a careful system that passes, a matrix keeps one run of many.
  const runs = matrix ? 'Runs kept' : 'Runs';
  return view`<section id="scenarios">
    <h2>Scenarios</h2>
    <table class="scenarios stack">
      <colgroup><col class="c1" /><col /><col class="c3" /><col class="c4" /></colgroup>
      <thead>
        <tr>
          <th scope="col">Verdict</th>
          <th scope="col">Claim</th>
          <th scope="col" class="number">${runs}</th>
          <th scope="col">How tasks ended</th>
        </tr>
      </thead>
      ${families.map((family) => familyRows(family, shown, { runs, links }))}
    </table>
    ${
      left > 0 &&
      view`<p class="left">${counted(left, 'more scenario')} had no room on this page;
      failures come first, and the json report holds all.</p>`
    }
  </section>`;
}

function familyRows(
  { family, scenarios }: FamilySummary,
  shown: ReadonlySet<ScenarioSummary>,
  options: RowOptions,
): VNode | null {
  const its = scenarios.filter((scenario) => shown.has(scenario));
  if (its.length === 0) return null;
  return view`<tbody class="of-family">
    <tr class="family"><th colspan="4" scope="rowgroup">${clip(family, 80)}</th></tr>
    ${its.map((scenario) => scenarioRow(scenario, options))}
  </tbody>`;
}

/** What all rows of the table share. */
interface RowOptions {
  /** The noun for the runs of a scenario. */
  readonly runs: string;
  readonly links: Links;
}

function scenarioRow(scenario: ScenarioSummary, { runs: counting, links }: RowOptions): VNode {
  const { result, title, file, runs, mix } = scenario;
  const list = notes(scenario, links);
  return view`<tr id=${links.scenario(scenario)} data-find=${result}>
    <td><span class="verdict ${result}">${word(result, resultWords[result])}</span></td>
    <td>
      <div class="claim">${clip(claimOf(title), 300)}</div>
      <code class="soft">${clip(file, 200)}</code>
      ${list.length > 0 && view`<ul class="notes">${list.map((note) => view`<li>${note}</li>`)}</ul>`}
    </td>
    <td class="number" data-label=${counting}>${runs.toLocaleString('en-US')}</td>
    <td class="outcomes">${mixBars(mix)}</td>
  </tr>`;
}

function notes(scenario: ScenarioSummary, links: Links): readonly (string | VNode)[] {
  const { checks, doubts, foreign, inapplicable, misses, variants } = scenario;
  const counts = verdictCounts(scenario);
  const failing = checks
    .filter(({ fail }) => fail > 0)
    .map((check) => {
      const runs = check.pass + check.fail + check.unknown;
      const words = `${check.check} failed in ${check.fail} of ${counted(runs, 'run')}`;
      const number = links.finding(scenario, check.check);
      return number === null ? words : view`<a href=${`#finding-${number}`}>${words}</a>`;
    });
  const doubtful = byReason(doubts, ({ count }) => `unknown in ${counted(count, 'run')}`);
  const idle = byReason(inapplicable, ({ count }) => `not applicable in ${counted(count, 'run')}`);
  const missed = misses.map(
    (miss) => `never struck: ${miss.strike} (${counted(miss.runs, 'run')})`,
  );
  const flagged = variants.filter((variant) => variant.flagged > 0).length;
  const mutants =
    variants.length > 0 ? [`${flagged} of ${counted(variants.length, 'mutant')} flagged here`] : [];
  return [
    counts === null ? [] : [counts],
    [idleWords(scenario) ?? []].flat(),
    failing,
    harnessWords(scenario),
    doubtful,
    idle,
    missed,
    foreign.map(foreignWords),
    mutants,
  ].flatMap((group) => capped(group));
}

function capped(list: readonly (string | VNode)[]): readonly (string | VNode)[] {
  if (list.length <= mostNotes) return list;
  return [...list.slice(0, mostNotes), `and ${list.length - mostNotes} more like it`];
}
