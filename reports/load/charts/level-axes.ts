import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import { axes, type Axes } from './axes.ts';

/** The axes of a chart over levels. */
export interface LevelAxes extends Axes {
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

const height = 250;
const edge = { right: 24, top: 16, bottom: 48 };

/** Names of levels are at least so far apart, on narrow screens, too. */
const apart = 70;

/** Axes whose heights go from 0 to `most`, and whose levels stand where their values are. */
export function levelAxes({ levels, most, title, xWords, yWords }: LevelAxesOptions): LevelAxes {
  const [from = 0] = levels;
  const on = axes({ from, to: levels.at(-1) ?? 1, most, words: yWords, height, edge });
  const { left, right, bottom, x } = on;
  const named = farApart(levels.map(x));
  const grid = view`${on.heights}${levels.map(
    (
      level,
      n,
    ) => view`<line class="tick" x1=${x(level)} x2=${x(level)} y1=${bottom} y2=${bottom + 5} />
      ${named.has(n) && view`<text x=${x(level)} y=${bottom + 19} text-anchor="middle">${xWords(level)}</text>`}`,
  )}<text x=${(left + right) / 2} y=${height - 6} text-anchor="middle">${title}</text>`;
  return { ...on, grid };
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
