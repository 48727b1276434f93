import { describe, expect, test } from 'vitest';
import { failed, passed, unknown } from '../../../harness/model/trace/verdict.ts';
import type { RunRecord } from '../../../harness/model/trace/run-record.ts';
import { summarize } from '../../summary/summarize.ts';
import { doubleBooking, sampleMeta, sampleRun, type Sample } from '../../testing/sample-runs.ts';
import { suiteFacts } from '../facts/read-suite.ts';
import { marginsIn } from '../margins.ts';
import { compareSuites } from './compare-suites.ts';

const facts = (runs: readonly RunRecord[]) => suiteFacts(summarize(runs, sampleMeta()));
const compared = (base: readonly RunRecord[], now: readonly RunRecord[], ...margins: string[]) =>
  compareSuites(facts(base), facts(now), marginsIn(margins));
const seeds = (from: number, to: number, one: (sample: Sample) => RunRecord = sampleRun) =>
  Array.from({ length: to - from + 1 }, (_, n) => one({ seed: from + n }));
const onWire = (run: RunRecord): RunRecord => ({ ...run, trace: { ...run.trace, mode: 'wire' } });

test('the same runs are not worse, and every rate is paired', () => {
  const { result, changes, differences } = compared(seeds(1, 20), seeds(1, 20));
  expect([result, changes]).toEqual(['not-worse', []]);
  const rate = differences.find(({ name }) => name === 'pass rate');
  expect(rate).toMatchObject({ base: 1, now: 1, how: '20 pairs of seed and plan' });
  expect(rate?.difference?.value).toBeCloseTo(0, 12);
  expect(rate?.difference?.low).toBeLessThan(-0.1);
  expect(differences.map(({ name }) => name)).toContain('pass^10');
});

test('runs of another variant are compared, and that is said', () => {
  const mutant = (sample: Sample) => sampleRun({ ...sample, variant: 'no-key' });
  const { unlike, changes } = compared(seeds(1, 5), seeds(1, 5, mutant));
  expect(unlike).toEqual(['books once, whatever is lost: careful before, no-key now']);
  expect(changes).toEqual([]);
  expect(compared(seeds(1, 5), seeds(1, 5)).unlike).toEqual([]);
});

test('what fails less often is better', () => {
  const { differences } = compared(seeds(1, 20, doubleBooking), seeds(1, 20));
  const better = differences.filter((one) => one.isBetter).map(({ name }) => name);
  expect(better).toEqual(expect.arrayContaining(['pass rate', 'unsafe']));
});

describe('what broke', () => {
  test('under virtual time one pair of seed and plan shows it', () => {
    const { result, changes } = compared(seeds(1, 3), [...seeds(1, 2), doubleBooking({ seed: 3 })]);
    expect(result).toBe('worse');
    expect(changes).toMatchObject([{ kind: 'newly-broke', what: 'exactly-once', result: 'worse' }]);
    expect(changes[0]?.reason).toContain('1 with the same seed and plan passed before');
  });

  test('with other seeds, or on the wire, one failure may be chance, and many are none', () => {
    const other = compared(seeds(1, 3), [...seeds(4, 5), doubleBooking({ seed: 6 })]);
    expect([other.result, other.changes[0]?.reason]).toEqual([
      'unknown',
      expect.stringMatching(/no run has a seed and plan of the baseline \(p = 0\.500\)/),
    ]);
    expect(other.notes.join()).toContain('adjusted by Holm');
    const wire = (runs: readonly RunRecord[]) => runs.map(onWire);
    const once = compared(wire(seeds(1, 9)), wire([...seeds(1, 8), doubleBooking({ seed: 9 })]));
    expect(once.result).toBe('unknown');
    const often = compared(wire(seeds(1, 9)), wire(seeds(1, 9, doubleBooking)));
    expect(often.result).toBe('worse');
    expect(
      often.differences.find(({ name }) => name === 'pass rate')?.difference?.high,
    ).toBeLessThan(-0.5);
  });

  test('what was broken and is no more often so is not worse; what holds again is told', () => {
    const mixed = [...seeds(1, 5), doubleBooking({ seed: 6 })];
    expect(compared(mixed, mixed)).toMatchObject({
      result: 'not-worse',
      changes: [{ kind: 'still-broken' }],
    });
    expect(compared(mixed, seeds(1, 6))).toMatchObject({
      result: 'not-worse',
      changes: [{ kind: 'newly-holds', reason: 'fails in 1 of 6 runs before, in none of 6 now' }],
    });
    const more = [...seeds(1, 4), ...seeds(5, 6, doubleBooking)];
    expect(compared(mixed, more).changes[0]).toMatchObject({
      kind: 'still-broken',
      result: 'worse',
    });
  });
});

describe('what is not known any more is no pass', () => {
  const checks = (verdicts: RunRecord['verdicts']) =>
    seeds(1, 5, (one) => sampleRun({ ...one, verdicts }));
  const two = checks([
    { check: 'completes', verdict: passed },
    { check: 'honest', verdict: passed },
  ]);
  test.each([
    [
      'a check that is gone',
      checks([{ check: 'completes', verdict: passed }]),
      'no-longer-covered',
    ],
    [
      'a check that cannot tell',
      checks([
        { check: 'completes', verdict: passed },
        { check: 'honest', verdict: unknown('who knows') },
      ]),
      'no-longer-known',
    ],
    [
      'a check that does not apply',
      checks([
        { check: 'completes', verdict: passed },
        { check: 'honest', verdict: { result: 'not-applicable', reason: 'no claim' } },
      ]),
      'no-longer-covered',
    ],
    ['fewer runs', two.slice(0, 2), 'no-longer-covered'],
    [
      'a scenario that is gone',
      seeds(1, 5, (one) => sampleRun({ ...one, scenario: 'x', file: 'x.ts' })),
      'no-longer-covered',
    ],
  ])('%s', (_, now, kind) => {
    const { result, changes } = compared(two, now);
    expect(result).toBe('unknown');
    expect(changes.map((one) => one.kind)).toContain(kind);
  });

  test('a new scenario is told of, and is no pass where it fails', () => {
    const more = sampleRun({ scenario: 'new', file: 'new.ts' });
    expect(compared(two, [...two, more])).toMatchObject({
      result: 'not-worse',
      changes: [{ kind: 'newly-covered', title: 'new' }],
    });
    const bad = doubleBooking({ scenario: 'new', file: 'new.ts' });
    expect(compared(two, [...two, bad]).result).toBe('unknown');
  });

  test('nothing at all, and a suite that was stopped', () => {
    expect(compared([], []).result).toBe('unknown');
    const part = suiteFacts(summarize(two, sampleMeta({ partial: true })));
    const { result, notes } = compareSuites(facts(two), part, marginsIn([]));
    expect([result, notes.join()]).toEqual([
      'unknown',
      expect.stringContaining('stopped in the middle'),
    ]);
  });
});

test('a margin on the pass rate asks for runs enough to show it', () => {
  expect(compared(seeds(1, 20), seeds(1, 20), 'pass=5%').result).toBe('unknown');
  expect(compared(seeds(1, 400), seeds(1, 400), 'pass=5%').result).toBe('not-worse');
  const verdicts = [{ check: 'completes', verdict: failed('no', [], 'no') }];
  const failing = seeds(1, 400, (one) => sampleRun({ ...one, verdicts }));
  const { differences } = compared(failing, seeds(1, 400), 'pass=5%');
  expect(differences.find(({ name }) => name === 'pass rate')?.difference?.value).toBe(1);
});
