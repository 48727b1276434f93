import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { Bar, Mark, Timeline } from '../summary/finding.ts';
import { endWords } from '../twin/twin-words.ts';
import { counted, moment } from '../words/wording.ts';
import { scaleOf, type Scale } from './scale.ts';

/**
 * Renders tasks and calls as bars over time, one lane for each point; the text says all that the
 * drawing shows. Null where there are no bars.
 */
export function timeline({ bars, roles, leftOut }: Timeline): VNode | null {
  if (bars.length === 0) return null;
  const scale = scaleOf(bars);
  const lanes = Map.groupBy(bars, ({ lane }) => lane);
  const when = roles.join(' and ');
  return view`<figure>
    <h4>Timeline${when !== '' && `, ${when} the faults`}</h4>
    ${[...lanes].map(
      ([lane, its]) => view`<div class="lane">
        <div class="name">${lane}</div>
        <ul>${its.map((bar) => row(bar, scale))}</ul>
      </div>`,
    )}
    ${axis(scale)}
    ${
      leftOut.bars > 0 &&
      view`<p class="left">${counted(leftOut.bars, 'more call')} had no room
      in this timeline; those that failed or were struck come first.</p>`
    }
  </figure>`;
}

/** The height of a row, and of the bar in it (px). */
const height = 22;
const thick = 8;

function row(bar: Bar, scale: Scale): VNode {
  const isLit = bar.evidence.length > 0 || bar.marks.some(({ evidence }) => evidence > 0);
  return view`<li class=${isLit ? 'bar lit' : 'bar'}>
    <div class="who">
      <span>${bar.label}</span>
      <span class=${bar.isGood ? 'how' : 'how bad'}>${endWords(bar)} ${refs(bar.evidence)}</span>
      ${bar.marks.map(
        (mark) =>
          view`<span class=${mark.kind}>${signs[mark.kind]} ${mark.text} ${refs([mark.evidence])}</span>`,
      )}
    </div>
    ${drawing(bar, scale)}
  </li>`;
}

function drawing(bar: Bar, scale: Scale): VNode {
  const from = scale.at(bar.from);
  const to = bar.to === null ? 100 : scale.at(bar.to);
  const look = bar.to === null ? 'time open' : bar.isGood ? 'time' : 'time bad';
  const ends = bar.evidence.length > 0 ? [bar.to ?? bar.from] : [];
  return view`<svg height=${height} aria-hidden="true">
    ${grid(scale)}
    <rect class=${look} x=${inPercent(from)} width=${inPercent(Math.max(0.4, to - from))}
      y=${(height - thick) / 2} height=${thick} rx="2" />
    ${ends.map((end) => ring(scale.at(end)))}
    ${bar.marks.map((mark) => drawMark(mark, scale))}
  </svg>`;
}

/** The sign of each kind of mark. */
export const signs: Readonly<Record<Mark['kind'], string>> = { fault: '▲', effect: '◆' };

const shapes: Readonly<Record<Mark['kind'], string>> = {
  fault: 'M0,-7 L7,6 L-7,6 Z',
  effect: 'M0,-6.5 L6.5,0 L0,6.5 L-6.5,0 Z',
};

function drawMark(mark: Mark, scale: Scale): VNode {
  const { kind, evidence } = mark;
  const x = scale.at(mark);
  return view`<svg x=${inPercent(x)} y=${height / 2} overflow="visible" width="1" height="1">
    <path class="m-${kind}" d=${shapes[kind]} />
  </svg>
  ${evidence > 0 && ring(x)}`;
}

function ring(x: number): VNode {
  return view`<circle class="m-lit" cx=${inPercent(x)} cy=${height / 2} r="9" />`;
}

function grid({ ticks, at }: Scale): readonly VNode[] {
  return ticks.map((tick) => {
    const x = inPercent(at(tick));
    return view`<line class="grid" x1=${x} x2=${x} y1="0" y2=${height} />`;
  });
}

function axis({ ticks, at }: Scale): VNode {
  const anchor = (x: number) => (x < 10 ? 'start' : x > 90 ? 'end' : 'middle');
  return view`<div class="axis">
    <div class="note">▲ fault, ◆ effect on the world, number: evidence. In order, not to scale: long waits are drawn short.</div>
    <svg height="16" aria-hidden="true">
      ${ticks.map((tick, index) => {
        const x = at(tick);
        // Two ticks may be one moment of virtual time: events in between take none.
        const before = ticks[index - 1];
        if (before && moment(before.atMs) === moment(tick.atMs)) return null;
        return view`<text x=${inPercent(x)} y="12" text-anchor=${anchor(x)}>${moment(tick.atMs)}</text>`;
      })}
    </svg>
  </div>`;
}

function refs(numbers: readonly number[]): readonly VNode[] {
  return numbers
    .filter((number) => number > 0)
    .map((number) => view`<b class="ref"><span class="hidden">evidence </span>${number}</b>`);
}

function inPercent(x: number): string {
  return `${Math.round(x * 100) / 100}%`;
}
