import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { FoundCapacity } from '../../../harness/model/load/capacity.ts';
import { byRate, capacityWords } from '../curves/capacity-words.ts';
import { percent } from '../load-words.ts';
import { chart } from './chart.ts';
import { levelAxes } from './level-axes.ts';
import { trialMark, trialWords } from './trial-mark.ts';

/** Renders goodput by rate, each with its interval; the shade lies between what holds and what fails. */
export function ratesChart(capacity: FoundCapacity): VNode | null {
  const trials = byRate(capacity).filter(({ goodput }) => goodput !== null);
  if (trials.length < 2) return null;
  const { holdsAt, failsAt } = capacity;
  const on = levelAxes({
    levels: trials.map(({ rate }) => rate),
    most: 1,
    title: 'tasks a second',
    xWords: String,
    yWords: percent,
  });
  const shade =
    holdsAt !== null &&
    failsAt !== null &&
    view`<rect class="fault-on" x=${on.x(holdsAt)} y=${on.top} width=${on.x(failsAt) - on.x(holdsAt)} height=${on.bottom - on.top} />`;
  const points = trials.map(({ rate, goodput, result }) => {
    const { value, low, high } = goodput ?? { value: 0, low: 0, high: 0 };
    return view`<line class="whisker" x1=${on.x(rate)} x2=${on.x(rate)} y1=${on.y(low)} y2=${on.y(high)} />
      ${trialMark(on.x(rate), on.y(value), result)}`;
  });
  const says = `Goodput by rate: ${trials.map(({ rate, goodput }) => `${rate} ${percent(goodput?.value ?? 0)}`).join(', ')}. ${capacityWords(capacity)}`;
  return view`<section><h2>By rate</h2>${chart({
    title: 'Goodput: tasks that were right, in time',
    says,
    on,
    body: view`${shade} ${points}`,
    note: `${trialWords('all bounds hold', 'one fails')}. Lines: 95 % intervals. Shaded: between the rate that holds and the one that fails.`,
  })}</section>`;
}
