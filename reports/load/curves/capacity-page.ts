import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { FoundCapacity } from '../../../harness/model/load/capacity.ts';
import { cleansed } from '../../words/printable.ts';
import { percent } from '../load-words.ts';
import {
  byRate,
  capacityDoubts,
  capacityFacts,
  capacityWords,
  trialCells,
  trialHeads,
} from './capacity-words.ts';
import { chart } from '../charts/chart.ts';
import { levelAxes } from '../charts/level-axes.ts';
import { table } from '../load-table.ts';
import { loadFrame } from '../load-frame.ts';

/** Renders the capacity of a system as one self-contained HTML page, without network access or scripts. */
export function capacityPage(given: FoundCapacity): string {
  const capacity = cleansed(given);
  const { result, scenario } = capacity;
  return loadFrame({
    kind: 'Capacity',
    result,
    scenario,
    headline: capacityWords(capacity),
    facts: capacityFacts(capacity),
    strikes: [],
    doubts: capacityDoubts(capacity),
    body: view`${rates(capacity)}
      <section><h2>Rates that were tried</h2>${table(
        trialHeads,
        byRate(capacity).map(trialCells),
      )}</section>`,
    footer:
      'Each rate is a load of its own, without faults; one that does not tell is tried for longer. Nothing is said of rates in between.',
  });
}

/** Goodput by rate, each with its interval; the shade lies between what holds and what fails. */
function rates(capacity: FoundCapacity): VNode | null {
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
      <circle class=${`trial ${result}`} cx=${on.x(rate)} cy=${on.y(value)} r="4" />`;
  });
  const says = `Goodput by rate: ${trials.map(({ rate, goodput }) => `${rate} ${percent(goodput?.value ?? 0)}`).join(', ')}. ${capacityWords(capacity)}`;
  return view`<section><h2>By rate</h2>${chart({
    title: 'Goodput: tasks that were right, in time',
    says,
    on,
    body: view`${shade} ${points}`,
    note: 'Lines: 95 % intervals. Shaded: between the rate that holds and the one that fails.',
  })}</section>`;
}
