import type { FoundCapacity } from '../../../harness/model/load/capacity.ts';
import type { LoadReport } from '../../../harness/model/load/load-report.ts';
import { cleansed } from '../../words/printable.ts';
import { percent, time } from '../load-words.ts';
import { capacityPage } from './capacity-page.ts';
import { capacityText } from './capacity-text.ts';
import {
  byRate,
  capacityDoubts,
  capacityFacts,
  capacityWords,
  trialCells,
  trialHeads,
} from './capacity-words.ts';
import type { SeveralLoads } from './several-loads.ts';

/** A capacity as its reports tell it, with the load of the lowest rate that fails. */
export function loadsOfCapacity(given: FoundCapacity, report: LoadReport | null): SeveralLoads {
  const capacity = cleansed(given);
  const { scenario, file, variant, result, trials, bounds, cut, tookMs } = capacity;
  const headline = capacityWords(capacity);
  return {
    stem: 'capacity',
    kind: 'Capacity',
    scenario,
    file,
    variant,
    result,
    headline,
    facts: capacityFacts(capacity),
    strikes: [],
    invalid: [...new Set(trials.flatMap(({ invalid }) => invalid))],
    doubts: capacityDoubts(capacity),
    cut,
    cases: [
      { name: `the highest rate at which ${bounds.join(', ')} holds`, result, reason: headline },
    ],
    differences: differences(capacity),
    heads: trialHeads,
    rows: byRate(capacity).map(trialCells),
    shown: report,
    value: given,
    tookMs,
    text: (options) => capacityText(given, options),
    page: () => capacityPage(given),
  };
}

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
