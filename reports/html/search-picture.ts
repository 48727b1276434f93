import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import { pruneRules, type LevelReport } from '../../harness/model/trace/exploration.ts';
import type { SearchHit, SearchSummary } from '../summary/search-summary.ts';
import { ruleWords } from '../words/search-words.ts';
import { counted } from '../words/wording.ts';
import { ofWidth } from './mix.ts';

/**
 * Renders the size of each level of a search, and the run at which each finding was found. Needs no
 * script.
 */
export function searchPicture(search: SearchSummary): VNode | null {
  if (search.runs === 0) return null;
  return view`<figure class="picture">
    ${search.levels.length > 0 && growth(search.levels)} ${course(search)}
  </figure>`;
}

const parts = [
  ['run', 'run'],
  ['audited', 'left out by rule, but run to audit the rule'],
  ...pruneRules.map((rule) => [rule, `left out: ${ruleWords[rule]}`] as const),
  ['open', 'not run: it stopped before'],
] as const;

type Part = (typeof parts)[number][0];

/** The CSS class of a part; each rule has its own shade. */
function lookOf(part: Part): string {
  const rule = pruneRules.findIndex((one) => one === part);
  return rule === -1 ? `s-${part}` : `s-rule-${rule}`;
}

function sizesOf({ schedules, run, pruned, audited }: LevelReport): Readonly<Record<Part, number>> {
  const open = schedules - run - pruneRules.reduce((sum, rule) => sum + pruned[rule], 0);
  return {
    run: Math.max(0, run - audited),
    audited: Math.min(audited, run),
    ...pruned,
    open: Math.max(0, open),
  };
}

function growth(levels: readonly LevelReport[]): VNode {
  const most = Math.max(1, ...levels.map(({ schedules }) => schedules));
  const used = parts.filter(([part]) => levels.some((level) => sizesOf(level)[part] > 0));
  return view`<h4>How the levels grew</h4>
    <ul class="growth">${levels.map((level) => levelBar(level, most))}</ul>
    <ul class="legend" aria-label="Parts of a level">
      ${used.map(
        ([part, words]) => view`<li>
          <svg width="12" height="12" aria-hidden="true"><rect class=${lookOf(part)} width="12" height="12" /></svg>
          <span>${words}</span>
        </li>`,
      )}
    </ul>`;
}

function levelBar(level: LevelReport, most: number): VNode {
  const sizes = sizesOf(level);
  let done = 0;
  const drawn = parts.map(([part]) => {
    const from = done;
    done += sizes[part];
    return (
      sizes[part] > 0 &&
      view`<rect class=${lookOf(part)} x=${ofWidth(from / most)} width=${ofWidth(sizes[part] / most)} height="18" />`
    );
  });
  const words = parts.flatMap(([part, means]) =>
    sizes[part] > 0 ? [`${sizes[part].toLocaleString('en-US')} ${means}`] : [],
  );
  const faults = counted(level.level, 'fault');
  return view`<li>
    <span class="name">${faults}</span>
    <svg height="18" role="img" aria-label=${`${faults}: ${words.join(', ')}`}>${drawn}</svg>
    <span class="soft">${counted(level.schedules, 'schedule')}</span>
  </li>`;
}

/** Height of the band of stages, and of one row of marks above it, in px. */
const band = 22;
const rowHeight = 20;
const mostRows = 6;
/** The least distance of two marks in a row, in shares of the width. */
const apart = 0.032;

function course({ runs, stages, found }: SearchSummary): VNode {
  const marks = placed(found, runs);
  const rows = Math.max(0, ...marks.map(({ row }) => row + 1));
  const top = rows * rowHeight + (rows > 0 ? 4 : 0);
  let done = 0;
  const bands = stages.map(({ name, runs: its }, index) => {
    const from = done / runs;
    done += its;
    const share = its / runs;
    return view`<rect class=${index % 2 === 0 ? 'stage' : 'stage odd'} x=${ofWidth(from)}
        width=${ofWidth(share)} y=${top} height=${band} />
      ${
        share > 0.16 &&
        view`<text x=${ofWidth(from + share / 2)} y=${top + 15} text-anchor="middle">${name}</text>`
      }`;
  });
  const height = top + band + 18;
  const words = stages.map(({ name, runs: its }) => `${name}: ${counted(its, 'run')}`).join(', ');
  const when = found.map(({ atRun }, index) => `finding ${index + 1} at run ${atRun}`).join(', ');
  return view`<h4>When it found what</h4>
    <svg class="course" height=${height} role="group"
      aria-label=${`${words}; ${when === '' ? 'nothing was found' : when}`}>
      ${bands}
      ${marks.map(({ x, row }) => stem(x, top - 4 - row * rowHeight, top + band))}
      ${marks.map((mark) => drawMark(mark, top))}
      <text class="tick" x="0" y=${height - 4}>run 1</text>
      <text class="tick" x="100%" y=${height - 4} text-anchor="end">run ${runs.toLocaleString('en-US')}</text>
    </svg>
    <p class="small soft">${words}. ${found.length > 0 && 'Numbers are the findings above.'}</p>`;
}

interface Placed {
  readonly x: number;
  readonly row: number;
  readonly met: SearchHit;
}

/** Places marks over the band; marks that would overlap are stacked. */
function placed(found: readonly SearchHit[], runs: number): readonly Placed[] {
  const ends: number[] = [];
  return found
    .toSorted((a, b) => a.atRun - b.atRun)
    .map((met) => {
      const x = Math.min(0.985, Math.max(0.015, met.atRun / runs));
      const free = Array.from({ length: mostRows }, (_, row) => row).find(
        (row) => x - (ends[row] ?? -1) >= apart,
      );
      const row = free ?? mostRows - 1;
      ends[row] = x;
      return { x, row, met };
    });
}

function drawMark({ x, row, met }: Placed, top: number): VNode {
  const y = top - 4 - row * rowHeight;
  const label = met.finding > 0 ? String(met.finding) : '•';
  const sign = view`<circle class="m-found" cx=${ofWidth(x)} cy=${y - 8} r="8.5" />
    <text class="m-number" x=${ofWidth(x)} y=${y - 4} text-anchor="middle">${label}</text>`;
  return met.finding > 0
    ? view`<a href=${`#finding-${met.finding}`} aria-label=${`Finding ${met.finding}`}>${sign}</a>`
    : view`<g>${sign}</g>`;
}

/** Renders the line from a mark to the band; drawn first, so that no line crosses a number. */
function stem(x: number, from: number, to: number): VNode {
  return view`<line class="m-stem" x1=${ofWidth(x)} x2=${ofWidth(x)} y1=${from} y2=${to} />`;
}
