import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { Tipping } from '../../../harness/model/load/tipping.ts';
import { levelWord } from '../curves/curve-words.ts';
import { tippingWords } from '../curves/tipping-words.ts';
import { time } from '../load-words.ts';
import { chart } from './chart.ts';
import { levelAxes } from './level-axes.ts';
import { trialMark, trialWords } from './trial-mark.ts';

/** Renders all faults that were tried, by depth and length, and the line above which the system does not come back. */
export function faultsChart(tipping: Tipping): VNode {
  const { axis, longestMs, frontier, trials, shrinking, smallest } = tipping;
  const on = levelAxes({
    levels: axis.values,
    most: longestMs,
    title: axis.name,
    xWords: (value) => levelWord(axis, value),
    yWords: time,
  });
  const edge = frontier.flatMap(({ x, tipsAtMs }) =>
    tipsAtMs === null ? [] : [[x, tipsAtMs] as const],
  );
  const dots = [...trials, ...shrinking].map(({ x, faultMs, outcome }) =>
    trialMark(on.x(x), on.y(faultMs), results[outcome]),
  );
  const mark =
    smallest &&
    view`<circle class="smallest" cx=${on.x(smallest.x)} cy=${on.y(smallest.faultMs)} r="8" />`;
  const says = `How long the fault was on, by ${axis.name}. ${tippingWords(tipping)}`;
  return view`<section><h2>By depth and length</h2>${chart({
    title: 'How long the fault was on',
    says,
    on,
    body: view`<polyline class="curve" points=${on.line(edge)} /> ${dots} ${mark}`,
    note: `${trialWords('comes back', 'does not')}; ringed: the smallest fault.`,
  })}</section>`;
}

const results = { tips: 'fail', returns: 'pass', unknown: 'unknown' } as const;
