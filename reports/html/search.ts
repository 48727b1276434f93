import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import { pruneRules, type LevelReport } from '../../harness/model/trace/exploration.ts';
import { clip } from '../words/printable.ts';
import type { SearchSummary } from '../summary/search-summary.ts';
import { doubtNotes, type DoubtNote } from '../words/doubt-words.ts';
import { coverageWords, effortWords, foundWords, ruleWords } from '../words/search-words.ts';
import { capital, counted, lasting, resultWords } from '../words/wording.ts';
import { command } from './command.ts';
import { searchPicture } from './search-picture.ts';
import { siteMatrix } from './site-matrix.ts';

/**
 * Renders a search: its claim unless the top of the page shows it, a picture of its progress, its
 * levels and its coverage.
 */
export function searchSection(search: SearchSummary, number: number, isOneOfMany: boolean): VNode {
  const { title, file, result, tookMs, goOn } = search;
  return view`<section class="search" id=${`search-${number}`}>
    <h2>Search</h2>
    <div class="head">
      <h3 class="wrap">${clip(title, 300)}</h3>
      <span class="verdict ${result}">${resultWords[result]}</span>
    </div>
    <p class="facts">
      <span>${foundWords(search)}</span>
      <span>${effortWords(search)} in ${lasting(tookMs)}</span>
      <code>${clip(file, 200)}</code>
    </p>
    ${isOneOfMany && claimText(search)}
    ${goOn !== null && command(goOn, 'Command that goes on')}
    ${searchPicture(search)} ${levelTable(search.levels)}
    <h4>What became of each fault at each call</h4>
    <p class="small">${coverageWords(search)}.</p>
    ${doubtNotes(search).map(doubt)}
    ${siteMatrix(search)} ${apart(search)}
  </section>`;
}

function doubt({ isIdle, line, such }: DoubtNote): VNode {
  return view`<p class="small"><b>${isIdle ? 'Unjudged' : 'Unknown'}:</b> ${line}.</p>
    ${such.map(
      (run) => view`<p class="small">${capital(run.line)}.</p>
        ${run.again !== null && command(run.again, 'Command that makes this run again')}`,
    )}`;
}

/** Renders the claim of a search as a quotation. */
export function claimText({ claim }: SearchSummary): VNode {
  return view`<blockquote class="shown"><b>Shown:</b> ${claim}.</blockquote>`;
}

function levelTable(levels: readonly LevelReport[]): VNode | null {
  if (levels.length === 0) return null;
  const numbers = ({
    schedules,
    run,
    pruned,
    audited,
    refuted,
    idle,
  }: LevelReport): readonly (readonly [string, number])[] => [
    ['Schedules', schedules],
    ['Run', run],
    ...pruneRules.map((rule) => [capital(ruleWords[rule]), pruned[rule]] as const),
    ['Audited', audited],
    ['Refuted', refuted],
    ['Idle', idle],
  ];
  const heads = levels[0] ? numbers(levels[0]).map(([name]) => name) : [];
  return view`<table class="stack levels">
    <thead><tr>
      <th scope="col">Faults at once</th>
      ${heads.map((name) => view`<th scope="col" class="number">${name}</th>`)}
      <th scope="col">State</th>
    </tr></thead>
    <tbody>${levels.map(
      (level) => view`<tr>
        <th scope="row" data-label="Faults at once">${level.level}</th>
        ${numbers(level).map(
          ([name, count]) =>
            view`<td class="number" data-label=${name}>${count.toLocaleString('en-US')}</td>`,
        )}
        <td data-label="State">${level.isFinished ? 'finished' : view`<b>not finished</b>`}</td>
      </tr>`,
    )}</tbody>
  </table>`;
}

function apart({ quarantined, leftOut }: SearchSummary): VNode | null {
  if (quarantined.length === 0) return null;
  const all = quarantined.length + leftOut.quarantined;
  return view`<details>
    <summary>${counted(all, 'schedule')} set apart: not comparable with what they extend</summary>
    <ol class="notes">${quarantined.map((words) => view`<li>${words}</li>`)}</ol>
    ${leftOut.quarantined > 0 && view`<p class="left">and ${leftOut.quarantined} more</p>`}
  </details>`;
}
