import type { LoadWindow, TimeCounts } from '../../model/load/load-report.ts';
import { mannKendall } from '../../stats/mann-kendall.ts';
import { normalQuantile } from '../../stats/normal-quantile.ts';

/** Windows that a trend can be told from. */
const leastWindows = 5;

/** A rise to less than so many times as much may be chance. */
const leastRise = 2;

/**
 * How a load takes on more than is done: tasks open at once and the median time to the first token (the response,
 * where replies are not streamed) both rise over its windows, by the Mann–Kendall test, and at least double from the first quarter to the last; null where they do not. More windows than
 * five are needed. Source: the over-saturation detection of guidellm, https://github.com/vllm-project/guidellm/issues/242.
 */
export function saturationOf(windows: readonly LoadWindow[]): string | null {
  const asked = windows.filter(({ offered }) => offered > 0);
  if (asked.length < leastWindows) return null;
  const open = riseOf(asked.map(({ openMost }) => openMost));
  const isStreamed = asked.every(({ ttft }) => ttft.length > 0);
  const slowness = riseOf(asked.map(({ ttft, p50Ms }) => (isStreamed ? medianMs(ttft) : p50Ms)));
  if (!open || !slowness) return null;
  const what = isStreamed ? 'time to the first token' : 'response';
  return `tasks open at once rise from ${Math.round(open.from)} to ${Math.round(open.to)}, and the median ${what} from ${Math.round(slowness.from)} ms to ${Math.round(slowness.to)} ms`;
}

interface Rise {
  readonly from: number;
  readonly to: number;
}

function riseOf(values: readonly number[]): Rise | null {
  if (mannKendall(values).z <= normalQuantile(0.95)) return null;
  const quarter = Math.ceil(values.length / 4);
  const [from, to] = [mean(values.slice(0, quarter)), mean(values.slice(-quarter))];
  return to >= leastRise * from ? { from, to } : null;
}

function medianMs(counts: TimeCounts): number {
  let left = counts.reduce((sum, [, count]) => sum + count, 0) / 2;
  const middle = counts.find(([, count]) => (left -= count) <= 0);
  return (middle?.[0] ?? 0) / 1000;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}
