import type { FoundCapacity, CapacityTrial } from '../../../harness/model/load/capacity.ts';
import { percent, time } from '../load-words.ts';

/** Between which rates the capacity lies, and why, in a sentence or two. */
export function capacityWords({ bounds, holdsAt, failsAt, reason }: FoundCapacity): string {
  const what = bounds.join(', ');
  const holds = holdsAt === null ? null : `${what} holds at ${holdsAt} tasks a second`;
  const fails = failsAt === null ? null : `fails at ${failsAt}`;
  if (holds === null && fails === null) return `Whether ${what} holds is not known: ${reason}.`;
  if (holds === null) return `${what} holds at no rate that was tried; it ${fails}: ${reason}.`;
  if (fails === null) return `${holds}; at which it fails is not known: ${reason}.`;
  return `${holds} and ${fails}: ${reason}.`;
}

/** How it was looked for, in a few facts. */
export function capacityFacts(capacity: FoundCapacity): readonly string[] {
  const { arrivals, withinMs, mode, seed, variant } = capacity;
  return [
    'without faults',
    `${arrivals} arrivals`,
    `right within ${time(withinMs)}`,
    `${mode}, seed ${seed}`,
    ...(variant === 'careful' ? [] : [variant]),
  ];
}

/** All that keeps the capacity from being known better. */
export function capacityDoubts({
  cut,
  trials,
  holdsAt,
  failsAt,
}: FoundCapacity): readonly string[] {
  const between = trials.filter(
    ({ rate, result }) =>
      result === 'unknown' && rate > (holdsAt ?? 0) && rate < (failsAt ?? Infinity),
  );
  return [
    ...(cut === null ? [] : [`${cut}: what was tried before is whole`]),
    ...between.map(({ rate, reason }) => `${rate} tasks a second: ${reason}`),
  ];
}

/** The trials by rate. */
export function byRate({ trials }: FoundCapacity): readonly CapacityTrial[] {
  return trials.toSorted((a, b) => a.rate - b.rate);
}

/** What a trial came to. */
export function trialCells(trial: CapacityTrial): readonly string[] {
  const { rate, result, lastsMs, goodput, p99Ms, openMost, reason } = trial;
  return [
    String(rate),
    verdicts[result],
    time(lastsMs),
    goodput ? percent(goodput.value) : '-',
    time(p99Ms),
    String(openMost),
    reason,
  ];
}

const verdicts = { pass: 'holds', fail: 'fails', unknown: 'unknown' } as const;

/** What the cells of a trial are. */
export const trialHeads: readonly string[] = [
  'Rate',
  'Verdict',
  'Lasted',
  'Goodput',
  'p99',
  'Most open at once',
  'Why',
];
