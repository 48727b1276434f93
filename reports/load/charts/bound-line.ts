import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { Axes } from './axes.ts';

/** A bound as it is drawn: as it was asked for, and where it lies. */
interface DrawnBound {
  readonly text: string;
  readonly limit: number;
}

/** Renders a bound as a line with its name, which stands where there is room for it. */
export function boundLine({ text, limit }: DrawnBound, on: Axes): VNode {
  const at = on.y(limit);
  const isHigh = at < (on.top + on.bottom) / 2;
  return view`<line class="bound" x1=${on.left} x2=${on.right} y1=${at} y2=${at} />
    <text class="bound-text" x=${on.right} y=${isHigh ? at + 14 : at - 4} text-anchor="end">${text}</text>`;
}
