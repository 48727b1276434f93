import { isObject, mapFields } from '../../model/json/walk.ts';
import type { LoadCounts } from '../counts/fold.ts';
import type { TimeCounts } from '../../model/load/load-report.ts';
import { histogramOf, isHistogram } from '../counts/histogram.ts';

/** What was counted of a load, as JSON has it: a map is a list of its entries, a histogram one of its counts. */
export interface PlainCounts {
  readonly plain: unknown;
}

/** Counts as JSON has them. */
export function plainCounts(counts: LoadCounts): PlainCounts {
  return { plain: plain(counts) };
}

/** The counts that these were. */
export function countsOf({ plain: counts }: PlainCounts): LoadCounts {
  return whole(counts) as LoadCounts;
}

function plain(value: unknown): unknown {
  if (value instanceof Map) return { $map: plain([...value]) };
  if (isHistogram(value)) return { $times: value.counts() };
  return within(value, plain);
}

function whole(value: unknown): unknown {
  if (isObject(value) && '$map' in value)
    return new Map(whole(value['$map']) as [unknown, unknown][]);
  if (isObject(value) && '$times' in value) return histogramOf(value['$times'] as TimeCounts);
  return within(value, whole);
}

/** The value with what it holds changed. */
function within(value: unknown, change: (inner: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  return isObject(value) ? mapFields(value, ([name, its]) => [[name, change(its)]]) : value;
}
