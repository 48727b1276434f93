import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import { eventsOf } from '../../harness/model/trace/trace.ts';
import type { Miss } from './counts.ts';
import { strikeLine } from '../words/wording.ts';

/** How often a strike was planned, and how often it met a call. */
export interface StrikeCounts extends Miss {
  readonly struck: number;
  /** Whether the strike comes from drawn plans, where chance decides which calls it meets. */
  readonly isDrawn: boolean;
}

/** Counts the strikes of a run. */
export function strikesOf({ trace }: RunRecord): readonly StrikeCounts[] {
  const isDrawn = trace.drawn === true;
  const hits = new Set(eventsOf(trace, 'fault.hit').map(({ strike }) => strike));
  const planned = trace.plan.map((one, index) => ({
    strike: strikeLine(one),
    hit: hits.has(index),
  }));
  return [...Map.groupBy(planned, ({ strike }) => strike)].map(([strike, its]) => ({
    strike,
    isDrawn,
    runs: its.length,
    struck: its.filter(({ hit }) => hit).length,
  }));
}
