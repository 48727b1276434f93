import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import { pruneRules } from '../../harness/model/trace/exploration.ts';
import { clip } from '../words/printable.ts';
import {
  cellStates,
  type CellState,
  type SearchSummary,
  type SiteRow,
} from '../summary/search-summary.ts';
import { cellMeanings, cellSigns, cellWords } from '../words/search-words.ts';
import { counted } from '../words/wording.ts';

/** Most columns and cells that the page holds. */
const mostFaults = 60;
const mostCells = 6_000;

/**
 * Renders the matrix of calls (rows) and faults (columns) of a search, with the state of each cell
 * in words.
 */
export function siteMatrix(search: SearchSummary): VNode | null {
  const { rows, counts } = search;
  if (rows.length === 0) return null;
  const faults = search.faults.slice(0, mostFaults);
  const kept = rows.slice(0, Math.floor(mostCells / Math.max(1, faults.length)));
  const used = cellStates.toReversed().filter((state) => counts[state] > 0);
  return view`${legend(used)} ${parts(faults).map((part) => grid(part, kept))}
    ${notes(search, kept.length)}`;
}

/** The most columns of one table, by the width of the page. */
const mostColumns = 24;

/** A column of a table: a fault, its heading, and its index among all faults of the search. */
interface Column {
  readonly fault: string;
  readonly head: string;
  readonly at: number;
}

/** Splits the faults into tables of at most `mostColumns` columns. */
function parts(faults: readonly string[]): readonly (readonly Column[])[] {
  const names = heads(faults);
  const columns = faults.map((fault, at) => ({ fault, head: names[at] ?? fault, at }));
  const count = Math.ceil(columns.length / mostColumns);
  const size = Math.ceil(columns.length / Math.max(1, count));
  return Array.from({ length: count }, (_, n) => columns.slice(n * size, (n + 1) * size));
}

function grid(columns: readonly Column[], rows: readonly SiteRow[]): VNode {
  return view`<div class="sites">
    <table>
      <thead><tr>
        <th scope="col"><span>Call</span></th>
        ${columns.map(({ fault, head }) => view`<th scope="col" title=${fault}><span>${clip(head, 36)}</span></th>`)}
      </tr></thead>
      ${grouped(rows).map((group) => body(group, columns))}
    </table>
  </div>`;
}

/** The headings of faults: the name alone where it is unique, else the name with its parameters. */
function heads(faults: readonly string[]): readonly string[] {
  const names = faults.map((fault) => fault.split(' (')[0] ?? fault);
  return faults.map((fault, at) =>
    names.filter((name) => name === names[at]).length === 1 ? (names[at] ?? fault) : fault,
  );
}

function legend(used: readonly CellState[]): VNode {
  return view`<dl class="signs">
    ${used.map(
      (state) => view`<div>
        <dt class=${look(state)} aria-hidden="true">${cellSigns[state]}</dt>
        <dd><b>${cellWords[state]}</b>: ${cellMeanings[state]}</dd>
      </div>`,
    )}
    <div><dt></dt><dd>empty: such a fault cannot strike such a call</dd></div>
  </dl>`;
}

interface Group {
  readonly name: string;
  readonly rows: readonly SiteRow[];
}

/** Groups rows by point; calls at which no fault was tried come last, as in the summary. */
function grouped(rows: readonly SiteRow[]): readonly Group[] {
  const isTried = ({ cells }: SiteRow) => cells.some((cell) => cell && cell !== 'unreached');
  const groups = Map.groupBy(rows, (row) =>
    isTried(row) ? row.point : `${row.point}, seen but not tried`,
  );
  return [...groups].map(([name, its]) => ({ name, rows: its }));
}

function body({ name, rows }: Group, columns: readonly Column[]): VNode {
  return view`<tbody>
    <tr class="point"><th scope="rowgroup" colspan=${columns.length + 1}>${clip(name, 80)}</th></tr>
    ${rows.map((row) => siteRow(row, columns))}
  </tbody>`;
}

function siteRow({ op, attempt, task, cells }: SiteRow, columns: readonly Column[]): VNode {
  // The hash of its arguments tells one call from another, but is nothing to read.
  const [label = op, hash = ''] = op.split('#');
  const again = attempt > 1 ? `, attempt ${attempt}` : '';
  return view`<tr>
    <th scope="row" title=${`${task} ${op}${again}`}>
      ${clip(label, 48)}<i>${hash === '' ? '' : ` #${hash}`}</i>${again}
    </th>
    ${columns.map(({ fault, at }) => cell(cells[at] ?? null, fault))}
  </tr>`;
}

/** The CSS class of a cell; all pruned cells share one, and their signs tell the rules apart. */
function look(state: CellState): string {
  return pruneRules.some((rule) => rule === state) ? 'k-pruned' : `k-${state}`;
}

function cell(state: CellState | null, fault: string): VNode {
  if (state === null) return view`<td></td>`;
  const word = cellWords[state];
  return view`<td class=${look(state)} title=${`${clip(fault, 60)}: ${word}`}><span aria-hidden="true">${cellSigns[state]}</span><span class="hidden">${word}</span></td>`;
}

function notes({ rows, sites, leftOut, faults }: SearchSummary, kept: number): VNode | null {
  const all = rows.length + leftOut.rows;
  const left = all - kept;
  const untouchable = Math.max(0, sites - all);
  return view`${left > 0 && view`<p class="left">${counted(left, 'more call')} had no room on this page.</p>`}
    ${
      faults.length > mostFaults &&
      view`<p class="left">${counted(faults.length - mostFaults, 'more fault')} had no room on this page.</p>`
    }
    ${
      untouchable > 0 &&
      view`<p class="left">At ${counted(untouchable, 'more call')} none of these faults can strike.</p>`
    }`;
}
