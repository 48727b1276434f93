import type { ModelUse } from '../tasks/model-use.ts';
import { histogram, type Histogram } from './histogram.ts';

/** What is timed of the streams of models. */
export const streamTimes = ['ttft', 'gap', 'tpot'] as const;

/** Time to first token, time between pieces, time per output token. */
export type StreamTime = (typeof streamTimes)[number];

/** Times of one kind, and how many lie on which side of the bounds that are asked about, by bound (ms). */
export interface SampleCount {
  readonly values: Histogram;
  readonly within: Map<number, number>;
  readonly over: Map<number, number>;
}

/** The times of each kind. */
export type StreamCount = Readonly<Record<StreamTime, SampleCount>>;

/** Bounds that are asked about (ms). */
export type StreamBounds = Readonly<Record<StreamTime, readonly number[]>>;

/** No stream yet. */
export function noStreams(): StreamCount {
  const none = () => ({ values: histogram(), within: new Map(), over: new Map() });
  return { ttft: none(), gap: none(), tpot: none() };
}

/**
 * Counts the streams of one task. A call that never got a reply is over each bound for which it was waited
 * longer; of others nobody can tell.
 */
export function countStreams(counts: StreamCount, use: ModelUse, bounds: StreamBounds): void {
  const add = (kind: StreamTime, ms: number, times = 1) => {
    const { values, within, over } = counts[kind];
    values.record(ms, times);
    for (const bound of bounds[kind]) more(ms <= bound ? within : over, bound, times);
  };
  for (const ms of use.firstMs) add('ttft', ms);
  for (const [ms, times] of use.gaps) add('gap', ms, times);
  for (const ms of use.perTokenMs) add('tpot', ms);
  for (const ms of use.unansweredMs) {
    for (const bound of bounds.ttft) if (ms > bound) more(counts.ttft.over, bound, 1);
  }
}

function more(counts: Map<number, number>, bound: number, times: number): void {
  counts.set(bound, (counts.get(bound) ?? 0) + times);
}
