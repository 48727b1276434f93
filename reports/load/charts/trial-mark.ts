import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { Result } from '../../../harness/model/trace/verdict.ts';

/** What the marks of a chart say, for its note. */
export const trialWords = (pass: string, fail: string): string =>
  `Square: ${pass}; cross: ${fail}; open: not known`;

/** Renders what became of one load at its place in a chart, told by its form as well as its colour. */
export function trialMark(x: number, y: number, result: Result): VNode {
  const form = result === 'fail' ? 'm-4 -4l8 8m0 -8l-8 8' : 'm-4 -4h8v8h-8z';
  return view`<path class=${`trial ${result}`} d=${`M${x} ${y}${form}`} />`;
}
