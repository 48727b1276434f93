import type { LoadPrices } from '../../model/load/load-options.ts';
import type { LoadRatio, LoadSpent } from '../../model/load/load-spent.ts';
import type { LoadStreams } from '../../model/load/load-report.ts';
import { perRightTask, spentIn, type SpendingName } from '../gates/spending-gate.ts';
import type { TimedPhase } from '../schedule.ts';
import { histogram, times } from './histogram.ts';
import type { StreamTime } from './sample-count.ts';
import type { WindowCount } from './window-count.ts';

/** How the streams of a phase's tasks came; null where no reply was streamed. */
export function streamReport(
  { fromMs, toMs }: TimedPhase,
  windows: readonly WindowCount[],
): LoadStreams | null {
  const all = (kind: StreamTime) => {
    const sum = histogram();
    for (const { streams } of windows) sum.add(streams[kind].values);
    return sum;
  };
  const first = all('ttft');
  if (first.count() === 0) return null;
  const output = total(windows, ({ spent }) => spent.outputTokens);
  return {
    streams: first.count(),
    ttftMs: times(first),
    gapMs: times(all('gap')),
    tpotMs: times(all('tpot')),
    tokensPerSecond: output === null ? null : output / ((toMs - fromMs) / 1000),
  };
}

/** What a phase's tasks spent, in all and for each that is right. */
export function spentReport(
  windows: readonly WindowCount[],
  at: { readonly windowMs: number; readonly prices: LoadPrices | null },
): LoadSpent {
  const sum = (what: SpendingName) => total(windows, (one) => spentIn(one.spent, what, at.prices));
  return {
    calls: sum('calls') ?? 0,
    tokens: sum('tokens') ?? 0,
    outputTokens: total(windows, ({ spent }) => spent.outputTokens),
    cost: sum('cost'),
    perRight: {
      calls: ratio(windows, 'calls', at),
      tokens: ratio(windows, 'tokens', at),
      cost: ratio(windows, 'cost', at),
    },
  };
}

function ratio(
  windows: readonly WindowCount[],
  what: SpendingName,
  at: { readonly windowMs: number; readonly prices: LoadPrices | null },
): LoadRatio | null {
  const found = perRightTask(windows, what, at);
  if (!found) return null;
  const { value, reach } = found;
  return { value, low: reach?.low ?? null, high: reach?.high ?? null };
}

/** Null where that of a window is. */
function total(
  windows: readonly WindowCount[],
  of: (window: WindowCount) => number | null,
): number | null {
  return windows.reduce<number | null>((sum, one) => {
    const its = of(one);
    return sum === null || its === null ? null : sum + its;
  }, 0);
}
