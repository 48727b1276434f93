import { html as view } from 'htm/preact';
import type { VNode } from 'preact';

/** The axes of a chart over levels, in units of its view box. */
export interface LevelAxes {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** Points of a line, or of the edge of a band. */
  readonly line: (points: readonly (readonly [x: number, y: number])[]) => string;
  /** What lies under the data: the heights and the levels, with their names. */
  readonly grid: VNode;
}

/** What the axes are to show. */
export interface LevelAxesOptions {
  /** From left to right. */
  readonly levels: readonly number[];
  readonly most: number;
  readonly title: string;
  readonly xWords: (value: number) => string;
  readonly yWords: (value: number) => string;
}

const width = 640;
const height = 250;
const edge = { left: 56, right: 24, top: 16, bottom: 48 };

/** Names of levels are at least so far apart, on narrow screens, too. */
const apart = 70;

/** Axes whose heights go from 0 to `most`, and whose levels stand where their values are. */
export function levelAxes({ levels, most, title, xWords, yWords }: LevelAxesOptions): LevelAxes {
  const [left, right, top, bottom] = [
    edge.left,
    width - edge.right,
    edge.top,
    height - edge.bottom,
  ];
  const [first = 0] = levels;
  const range = (levels.at(-1) ?? 1) - first;
  const x = (value: number) => round(left + ((right - left) * (value - first)) / range);
  const y = (value: number) => round(bottom - ((bottom - top) * Math.min(value, most)) / most);
  const named = farApart(levels.map(x));
  const grid = view`${[0, most / 2, most].map(
    (value) => view`<line class="grid" x1=${left} x2=${right} y1=${y(value)} y2=${y(value)} />
      <text x=${left - 8} y=${y(value) + 4} text-anchor="end">${yWords(value)}</text>`,
  )}${levels.map(
    (
      level,
      n,
    ) => view`<line class="tick" x1=${x(level)} x2=${x(level)} y1=${bottom} y2=${bottom + 5} />
      ${named.has(n) && view`<text x=${x(level)} y=${bottom + 19} text-anchor="middle">${xWords(level)}</text>`}`,
  )}<text x=${(left + right) / 2} y=${height - 6} text-anchor="middle">${title}</text>`;
  const line = (points: readonly (readonly [number, number])[]) =>
    points.map(([at, value]) => `${x(at)},${y(value)}`).join(' ');
  return { width, height, left, right, top, bottom, x, y, line, grid };
}

/** Which of these places can have a name: the last, and from the first on those far enough from others. */
function farApart(places: readonly number[]): ReadonlySet<number> {
  const last = places.length - 1;
  const named = new Set([last]);
  let before = -Infinity;
  for (const [n, place] of places.entries()) {
    const isFree = place - before >= apart && (places[last] ?? 0) - place >= apart;
    if (!isFree) continue;
    named.add(n);
    before = place;
  }
  return named;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
