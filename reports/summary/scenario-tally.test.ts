import { describe, expect, it } from 'vitest';
import { addedTallies, scenarioTally } from './scenario-tally.ts';
import { summarize } from './summarize.ts';
import {
  doubleBooking,
  missedRun,
  mixedRuns,
  sampleMeta,
  sampleRun,
} from '../testing/sample-runs.ts';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';

/** The tally as a worker writes it and the command reads it. */
function written(runs: readonly RunRecord[]) {
  const tally = addedTallies(runs.map(scenarioTally));
  return tally ? [JSON.parse(JSON.stringify(tally)) as typeof tally] : [];
}

describe('runs that are counted, but not kept', () => {
  it('give the summary of all runs', () => {
    const kept = mixedRuns();
    const passing = Array.from({ length: 30 }, (_, index) => sampleRun({ seed: 20 + index }));
    const failing = [60, 61, 62].map((seed) => doubleBooking({ seed }));
    const meta = sampleMeta({ runsEach: 43 });
    const whole = summarize([...kept, ...passing, ...failing], meta);
    const folded = summarize(kept, { ...meta, tallies: written([...passing, ...failing]) });
    expect(folded).toEqual(whole);
    expect(folded.totals.runs).toBe(45);
    expect(folded.findings[0]).toMatchObject({ count: 6, ofRuns: 43 });
  });

  it('are all there is of a scenario, and it passes', () => {
    const { result, totals } = summarize([], sampleMeta({ tallies: written([sampleRun()]) }));
    expect([result, totals.runs]).toEqual(['pass', 1]);
  });

  it('count as doubts with the reason, and leave a strike out that one of them met', () => {
    const plan = missedRun().trace.plan;
    const struck = sampleRun({ scenario: 'gives up in time', plan });
    const tallies = written([missedRun({ seed: 2 }), missedRun({ seed: 3 })]);
    const one = summarize([missedRun()], sampleMeta({ tallies }));
    expect(one.families[0]?.scenarios[0]).toMatchObject({
      unknown: 3,
      doubts: [{ check: 'completes', reason: 'the fault never struck', count: 3 }],
      misses: [{ runs: 3 }],
    });
    const met = summarize([missedRun()], sampleMeta({ tallies: written([struck]) }));
    expect(met.families[0]?.scenarios[0]?.misses).toEqual([]);
  });

  it('keep a tally of a bounded size, whatever the runs say', () => {
    const size = (count: number) =>
      JSON.stringify(
        written(Array.from({ length: count }, (_, seed) => sampleRun({ seed: 1000 + seed }))),
      ).length;
    expect(size(400) - size(100)).toBeLessThan(100);
  });
});
