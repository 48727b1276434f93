import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { RiskPoint } from '../../harness/stats/risk-coverage.ts';
import type { Selective } from '../reliability/reliability.ts';
import { shareWords } from '../reliability/words.ts';
import { counted } from '../words/wording.ts';
import { percent } from '../load/load-words.ts';

/** Sizes in units of the SVG's view box; the drawing scales with the page. */
const width = 640;
const height = 246;
const edge = { left: 52, right: 12, top: 12, bottom: 50 };

/**
 * Renders the risk–coverage curve with its confidence band; null where no answer came with a
 * confidence.
 */
export function riskCurve(selective: Selective | null): VNode | null {
  if (selective === null || 'tooFewRuns' in selective) return null;
  const { curve, answers, aurc, eAurc } = selective;
  const most = topOf(curve);
  const says = `Risk by coverage: ${curve
    .slice(0, 20)
    .map(({ coverage, risk }) => `at ${percent(coverage)}, ${shareWords(risk)} are wrong`)
    .join('; ')}`;
  return view`<figure class="picture risk">
    <h3>Does its confidence tell right from wrong?</h3>
    <p class="soft">Only the surest answers are taken, from left to right more of them: how many of
      these are wrong? A curve that stays low on the left says that confidence can be gone by.</p>
    <svg viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${says}>
      ${[0, most / 2, most].map((share) => level(share, most))}
      ${[0, 0.25, 0.5, 0.75, 1].map(
        (share) =>
          view`<text x=${x(share)} y=${height - edge.bottom + 22} text-anchor=${
            share === 1 ? 'end' : 'middle'
          }>${percent(share)}</text>`,
      )}
      <text x=${x(0.5)} y=${height - 6} text-anchor="middle">share of answers taken, the surest first</text>
      <polygon class="band" points=${bandOf(curve, most)} />
      <polyline class="curve" points=${curve.map((point) => at(point.coverage, point.risk.value, most)).join(' ')} />
      ${curve.length <= 40 && curve.map((point) => view`<circle class="dot" cx=${x(point.coverage)} cy=${y(point.risk.value, most)} r="3.5" />`)}
    </svg>
    <figcaption class="soft">${counted(answers, 'answer')} under faults, known right or wrong; the band
      is each point’s 95 % interval. Area under the curve ${shareWords(aurc)}; above the best order of
      these answers ${shareWords(eAurc)}.</figcaption>
  </figure>`;
}

function level(share: number, most: number): VNode {
  const line = y(share, most);
  return view`<line class="grid" x1=${edge.left} x2=${width - edge.right} y1=${line} y2=${line} />
    <text x=${edge.left - 8} y=${line + 4} text-anchor="end">${percent(share)}</text>`;
}

/** The smallest round share that is above the whole band. */
function topOf(curve: readonly RiskPoint[]): number {
  const highest = Math.max(...curve.map(({ risk }) => risk.high));
  return [0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8].find((share) => highest <= share) ?? 1;
}

function bandOf(curve: readonly RiskPoint[], most: number): string {
  const above = curve.map(({ coverage, risk }) => at(coverage, risk.high, most));
  const below = curve.map(({ coverage, risk }) => at(coverage, risk.low, most));
  return [...above, ...below.toReversed()].join(' ');
}

function at(coverage: number, risk: number, most: number): string {
  return `${x(coverage)},${y(risk, most)}`;
}

function x(coverage: number): string {
  return (edge.left + (width - edge.left - edge.right) * coverage).toFixed(1);
}

function y(risk: number, most: number): number {
  const tall = height - edge.top - edge.bottom;
  return Math.round(10 * (edge.top + tall * (1 - risk / most))) / 10;
}
