import type { TimeCounts } from '../model/load/load-report.ts';
import type { LoadCounts, LoadFold } from './counts/fold.ts';
import type { Clause } from './gates/slo.ts';
import { histogram, histogramOf } from './counts/histogram.ts';
import type { WindowCount } from './counts/window-count.ts';

/** How far a load has come: the counts of the phase that it is in. */
export interface LoadProgress {
  readonly phase: string;
  /** Since the load began (ms). */
  readonly nowMs: number;
  readonly offered: number;
  readonly started: number;
  readonly done: number;
  readonly right: number;
  readonly open: number;
  /** Faults that are on. */
  readonly faults: number;
  readonly response: TimeCounts;
  /** The bound that will not be known, as it seems by now; null where there is none. */
  readonly doubt: string | null;
}

/** How far a load has come; null before its first phase. */
export function progressOf(
  fold: LoadFold,
  nowMs: number,
  clauses: readonly Clause[],
): LoadProgress | null {
  const count = fold.counts.phases.at(-1);
  if (!count) return null;
  const sum = (of: (one: WindowCount) => number) =>
    count.windows.reduce((all, one) => all + of(one), 0);
  return {
    phase: count.phase.name,
    nowMs,
    offered: sum(({ offered }) => offered),
    started: sum(({ started }) => started),
    done: sum(({ ended }) => ended),
    right: sum(({ right }) => right),
    open: fold.open(),
    faults: fold.counts.spells.filter(({ toMs }) => toMs === null).length,
    response: count.response.counts(),
    doubt: unstreamed(fold.counts, clauses),
  };
}

/** Tasks after which streams would have been seen. */
const enough = 20;

/** The bound on streams where so far no reply was streamed. */
function unstreamed({ phases }: LoadCounts, clauses: readonly Clause[]): string | null {
  const bound = clauses.find(({ metric }) => metric.kind === 'stream');
  const windows = phases.flatMap((one) => one.windows);
  const ended = windows.reduce((sum, one) => sum + one.ended, 0);
  if (!bound || ended < enough) return null;
  if (windows.some(({ streams }) => streams.ttft.values.count() > 0)) return null;
  return `no reply was streamed to ${ended} tasks: ${bound.text} will be unknown`;
}

/** How far the parts of a load have come together: those of them that are in the phase of the first. */
export function joinedProgress(parts: readonly LoadProgress[]): LoadProgress | null {
  const [first] = parts.toSorted((a, b) => a.nowMs - b.nowMs);
  if (!first) return null;
  const its = parts.filter(({ phase }) => phase === first.phase);
  const sum = (of: (one: LoadProgress) => number) => its.reduce((all, one) => all + of(one), 0);
  const response = histogram();
  for (const one of its) response.add(histogramOf(one.response));
  return {
    phase: first.phase,
    nowMs: first.nowMs,
    offered: sum(({ offered }) => offered),
    started: sum(({ started }) => started),
    done: sum(({ done }) => done),
    right: sum(({ right }) => right),
    open: sum(({ open }) => open),
    faults: Math.max(...its.map(({ faults }) => faults)),
    response: response.counts(),
    doubt: its.every(({ doubt }) => doubt !== null) ? first.doubt : null,
  };
}
