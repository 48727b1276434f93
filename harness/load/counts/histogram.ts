import { createRequire } from 'node:module';
import type * as Hdrs from 'hdr-histogram-js';
import type { LoadTimes, TimeCounts } from '../../model/load/load-report.ts';

/** Lengths of time, to three digits, from 1 µs on; histograms are merged, percentiles are never averaged. */
export interface Histogram {
  readonly record: (ms: number, times?: number) => void;
  /** The value below or at which this share of them lies (ms); 0 where there is none. */
  readonly at: (share: number) => number;
  readonly count: () => number;
  readonly add: (other: Histogram) => void;
  /** What was recorded, shortest first. */
  readonly counts: () => TimeCounts;
  readonly hdr: Hdrs.Histogram;
}

const require = createRequire(import.meta.url);

/** An empty histogram; all have one configuration, so that any can be merged. */
export function histogram(): Histogram {
  // Only loads need it, and it takes a tenth of what all else takes to load.
  const { build } = require('hdr-histogram-js') as typeof Hdrs;
  const hdr = build({
    bitBucketSize: 'packed',
    numberOfSignificantValueDigits: 3,
    autoResize: true,
  });
  return {
    hdr,
    record: (ms, times = 1) => hdr.recordValueWithCount(Math.max(0, Math.round(ms * 1000)), times),
    at: (share) => (hdr.totalCount === 0 ? 0 : hdr.getValueAtPercentile(share * 100) / 1000),
    count: () => hdr.totalCount,
    add: (other) => hdr.add(other.hdr),
    counts: () => countsIn(hdr as Hdrs.JsHistogram),
  };
}

/** Whether a value is a histogram. */
export function isHistogram(value: unknown): value is Histogram {
  return typeof value === 'object' && value !== null && 'hdr' in value;
}

/** The histogram of which these are the counts: in it, each length of time lies where it lay. */
export function histogramOf(counts: TimeCounts): Histogram {
  const made = histogram();
  for (const [us, count] of counts) made.record(us / 1000, count);
  return made;
}

/** Its quantiles. */
export function times({ at }: Pick<Histogram, 'at'>): LoadTimes {
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
}

function countsIn({ recordedValuesIterator: values }: Hdrs.JsHistogram): TimeCounts {
  const counts: [us: number, count: number][] = [];
  values.reset();
  while (values.hasNext()) {
    const { valueIteratedTo, countAtValueIteratedTo } = values.next();
    counts.push([valueIteratedTo, countAtValueIteratedTo]);
  }
  return counts;
}
