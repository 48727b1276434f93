import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { Tipping } from '../../../harness/model/load/tipping.ts';
import { cleansed } from '../../words/printable.ts';
import { time } from '../load-words.ts';
import { chart } from '../charts/chart.ts';
import { levelAxes } from '../charts/level-axes.ts';
import { levelWord } from './curve-words.ts';
import { table } from '../load-table.ts';
import { loadFrame } from '../load-frame.ts';
import {
  faultCells,
  faultHeads,
  frontierCells,
  frontierHeads,
  tippingDoubts,
  tippingFacts,
  tippingStrikes,
  tippingWords,
} from './tipping-words.ts';

/** Renders the tipping point of a system as one self-contained HTML page, without network access or scripts. */
export function tippingPage(given: Tipping): string {
  const tipping = cleansed(given);
  const { result, scenario, axis, frontier, trials, shrinking } = tipping;
  const faults = [...trials, ...shrinking].toSorted((a, b) => a.x - b.x || a.faultMs - b.faultMs);
  return loadFrame({
    kind: 'Tipping point',
    result,
    scenario,
    headline: tippingWords(tipping),
    facts: tippingFacts(tipping),
    strikes: tippingStrikes(tipping),
    doubts: tippingDoubts(tipping),
    body: view`${trials.length > 0 && faultsTried(tipping)}
      <section><h2>For how long it bears each depth</h2>${table(
        [axis.name, ...frontierHeads],
        frontier.map((point) => frontierCells(tipping, point)),
      )}</section>
      <section><h2>Faults that were tried</h2>${table(
        [axis.name, ...faultHeads],
        faults.map((trial) => faultCells(tipping, trial)),
      )}</section>`,
    footer:
      'Each fault is a load of its own. It tips the system where that stays bad once the fault is off, and either recovers when the load is lowered for a while, or not even then.',
  });
}

/** All faults that were tried, by depth and length, and the line above which the system does not come back. */
function faultsTried(tipping: Tipping): VNode {
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
  const dots = [...trials, ...shrinking].map(
    ({ x, faultMs, outcome }) =>
      view`<circle class=${`trial ${colours[outcome]}`} cx=${on.x(x)} cy=${on.y(faultMs)} r="3.5" />`,
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
    note: 'Red: does not come back; green: comes back; ringed: the smallest fault.',
  })}</section>`;
}

const colours = { tips: 'fail', returns: 'pass', unknown: 'unknown' } as const;
