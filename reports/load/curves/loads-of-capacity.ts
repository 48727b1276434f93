import type { FoundCapacity } from '../../../harness/model/load/capacity.ts';
import { ratesChart } from '../charts/rates-chart.ts';
import { percent, time } from '../load-words.ts';
import {
  byRate,
  capacityDoubts,
  capacityFacts,
  capacityWords,
  trialCells,
  trialHeads,
} from './capacity-words.ts';
import { loadsOf } from './several-loads.ts';

/** A capacity as its reports tell it, with the load of the lowest rate that fails. */
export const loadsOfCapacity = loadsOf((capacity: FoundCapacity) => {
  const { result, trials, bounds } = capacity;
  const headline = capacityWords(capacity);
  return {
    stem: 'capacity',
    kind: 'Capacity',
    about: 'capacity',
    headlines: [headline],
    facts: capacityFacts(capacity),
    strikes: [],
    invalid: [...new Set(trials.flatMap(({ invalid }) => invalid))],
    doubts: capacityDoubts(capacity),
    cases: [
      { name: `the highest rate at which ${bounds.join(', ')} holds`, result, reason: headline },
    ],
    differences: differences(capacity),
    tables: [
      { title: 'Rates that were tried', heads: trialHeads, rows: byRate(capacity).map(trialCells) },
    ],
    shortHeads: ['rate', 'verdict', 'lasted', 'goodput', 'p99', 'open'],
    charts: ratesChart(capacity),
    footer:
      'Each rate is a load of its own, without faults; one that does not tell is tried for longer. Nothing is said of rates in between.',
  };
});

/** What the lowest rate that fails has beside the highest that holds. */
function differences({ trials, holdsAt, failsAt }: FoundCapacity): readonly string[] {
  const was = trials.find(({ rate }) => rate === holdsAt);
  const now = trials.find(({ rate }) => rate === failsAt);
  if (!was || !now) return [];
  const right = ({ goodput }: typeof now) => (goodput ? percent(goodput.value) : 'unknown');
  return [
    `At ${now.rate} tasks a second, with ${was.rate} in brackets: ${right(now)} right and in time (${right(was)}), p99 ${time(now.p99Ms)} (${time(was.p99Ms)}), up to ${now.openMost} tasks open at once (${was.openMost}).`,
  ];
}
