import { html as view } from 'htm/preact';
import type { VNode } from 'preact';

/** The axes of a chart, in units of its view box. */
export interface Axes {
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
  /** Lines at three heights, with their names. */
  readonly heights: VNode;
}

/** What axes are to show: from the left to the right, and from 0 to `most` upward. */
export interface AxesOptions {
  readonly from: number;
  readonly to: number;
  readonly most: number;
  /** Names a height. */
  readonly words: (value: number) => string;
  readonly height: number;
  /** Room around the data. */
  readonly edge: Readonly<Record<'right' | 'top' | 'bottom', number>>;
}

const width = 640;

/** Room for the names of heights. */
const left = 56;

/** Axes; what lies beyond them stands at their edge. */
export function axes({ from, to, most, words, height, edge }: AxesOptions): Axes {
  const [right, top, bottom] = [width - edge.right, edge.top, height - edge.bottom];
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const x = (value: number) =>
    round(left + ((right - left) * (Math.min(Math.max(value, low), high) - from)) / (to - from));
  const y = (value: number) => round(bottom - ((bottom - top) * Math.min(value, most)) / most);
  const heights = view`${[0, most / 2, most].map(
    (value) => view`<line class="grid" x1=${left} x2=${right} y1=${y(value)} y2=${y(value)} />
      <text x=${left - 8} y=${y(value) + 4} text-anchor="end">${words(value)}</text>`,
  )}`;
  const line = (points: readonly (readonly [number, number])[]) =>
    points.map(([at, value]) => `${x(at)},${y(value)}`).join(' ');
  return { width, height, left, right, top, bottom, x, y, line, heights };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
