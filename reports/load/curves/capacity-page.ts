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
import { levelAxes } from './curve-axes.ts';
import { table } from '../load-table.ts';
import { framedPage } from './page-frame.ts';

/** Renders the capacity of a system as one self-contained HTML page, without network access or scripts. */
export function capacityPage(given: FoundCapacity): string {
  const capacity = cleansed(given);
  const { result, scenario } = capacity;
  return framedPage({
    kind: 'Capacity',
    result,
    scenario,
    headline: capacityWords(capacity),
    facts: capacityFacts(capacity),
    strikes: [],
    doubts: capacityDoubts(capacity),
    body: view`${chart(capacity)}
      <section><h2>Rates that were tried</h2>${table(
        trialHeads,
        byRate(capacity).map(trialCells),
      )}</section>`,
    footer:
      'Each rate is a load of its own, without faults; one that does not tell is tried for longer. Nothing is said of rates in between.',
  });
}

/** Goodput by rate, each with its interval; the shade lies between what holds and what fails. */
function chart(capacity: FoundCapacity): VNode | null {
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
  return view`<section><h2>By rate</h2><figure class="picture load">
    <h3>Goodput: tasks that were right, in time</h3>
    <svg viewBox=${`0 0 ${on.width} ${on.height}`} role="img" aria-label=${says}>${on.grid} ${shade} ${points}</svg>
    <figcaption class="soft small">Lines: 95 % intervals. Shaded: between the rate that holds and the one that fails.</figcaption>
  </figure></section>`;
}
