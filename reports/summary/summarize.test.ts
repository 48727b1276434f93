import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../harness/model/trace/outcome.ts';
import { failed, passed, unknown } from '../../harness/model/trace/verdict.ts';
import { endedWords } from '../words/ended-words.ts';
import { exitCodeOf } from './exit-code.ts';
import { matrixResult, summarize } from './summarize.ts';
import {
  doubleBooking,
  missedRun,
  mixedRuns,
  sampleMatrix,
  sampleMeta,
  sampleRun,
} from '../testing/sample-runs.ts';

const strict = { allowUnknown: false };
const lenient = { allowUnknown: true };

describe('the summary of a mixed bag', () => {
  const summary = summarize(mixedRuns(), sampleMeta());
  const [abstention, partial] = summary.families;
  const booking = partial?.scenarios.find(({ title }) => title.startsWith('books once'));

  it('groups by family and scenario, each with its worst verdict', () => {
    expect([abstention?.family, abstention?.result]).toEqual(['abstention', 'pass']);
    expect([partial?.family, partial?.result]).toEqual(['partial-completion', 'fail']);
    expect(partial?.scenarios.map(({ result }) => result)).toEqual(['fail', 'unknown']);
    expect(summary.result).toBe('fail');
  });

  it('counts scenarios by verdict, and runs', () => {
    expect(summary.totals).toEqual({
      scenarios: 3,
      passed: 1,
      failed: 1,
      inconclusive: 1,
      runs: 12,
      mutantRuns: 0,
      harnessFailures: 0,
      findings: 1,
    });
    expect(booking).toMatchObject({ runs: 10, pass: 7, fail: 3, unknown: 0 });
  });

  it('counts each check', () => {
    const none = { fail: 0, unknown: 0, notApplicable: 0 };
    expect(booking?.checks).toEqual([
      { check: 'completes', pass: 10, ...none },
      { check: 'exactly-once', pass: 7, ...none, fail: 3 },
      { check: 'honest', pass: 10, ...none },
    ]);
  });

  it('mixes outcomes phase by phase', () => {
    expect(booking?.mix.before).toMatchObject({ unaffected: 10, unsafe: 0 });
    expect(booking?.mix.during).toMatchObject({ recovered: 7, unsafe: 3 });
    expect(booking?.mix.after).toMatchObject({ unaffected: 10 });
  });

  it('counts runs that no fault struck as one doubt, whichever faults they were', () => {
    const runs = Array.from({ length: 51 }, (_, n) => {
      const verdict = unknown(`the fault never struck: refuse at shop (calls ${n})`);
      return sampleRun({ seed: n, verdicts: [{ check: 'completes', verdict }] });
    });
    const [scenario] = summarize(runs, sampleMeta()).families.flatMap((one) => one.scenarios);
    expect(scenario?.doubts).toEqual([
      { check: 'completes', reason: 'the fault never struck', count: 51 },
    ]);
  });

  it('says why it is in doubt, and which strikes never struck', () => {
    const late = partial?.scenarios.find(({ title }) => title === 'gives up in time');
    expect(late?.doubts).toEqual([
      { check: 'completes', reason: 'the fault never struck', count: 1 },
    ]);
    expect(late?.misses).toEqual([{ strike: 'slow (delay 5 s) at hotels, every call', runs: 1 }]);
    expect(booking?.misses).toEqual([]);
  });

  it('is the same whatever order the runs come in', () => {
    expect(summarize(mixedRuns().toReversed(), sampleMeta())).toEqual(summary);
  });

  it('leaves its input alone', () => {
    const runs = mixedRuns();
    const before = JSON.stringify(runs);
    summarize(runs, sampleMeta());
    expect(JSON.stringify(runs)).toBe(before);
  });
});

describe('a finding', () => {
  const [finding] = summarize(mixedRuns(), sampleMeta()).findings;

  it('stands for all runs of its signature', () => {
    expect(finding).toMatchObject({ check: 'exactly-once', count: 3, ofRuns: 10, seed: 8 });
    expect(finding?.strikes).toEqual(['lost-reply at flights POST /book, 1st call']);
    expect(finding?.outcome).toBe('unsafe');
    expect(finding?.replay).toBe('npx brownout replay .brownout/repros/booking-8.repro.json');
    expect(finding?.output.at(-1)).toBe('INFO booked');
  });

  it('shows its evidence in words', () => {
    expect(finding?.evidence.map(({ text, evidence }) => [evidence, text])).toEqual([
      [1, 'flights POST /book takes effect: BK-4f9a1c2b'],
      [2, 'flights POST /book takes effect: BK-90d3e7aa'],
      [3, 'task t2 answered in full, as expected: Your flight to Rome on Friday is booked.'],
    ]);
  });

  it('is told by its smallest run', () => {
    const more = doubleBooking({ seed: 1 });
    const large = {
      ...more,
      trace: { ...more.trace, plan: [...more.trace.plan, ...more.trace.plan] },
    };
    const [small] = summarize([large, doubleBooking({ seed: 9 })], sampleMeta()).findings;
    expect(small).toMatchObject({ seed: 9, count: 2 });
    expect(small?.strikes).toHaveLength(1);
  });

  it('shows the member that ended worst, and says how the others ended', () => {
    const ending = (seed: number, outcome: Outcome) =>
      doubleBooking({ seed, outcomes: [{ task: 't2', role: 'during', outcome }] });
    const runs = [
      sampleRun(),
      ...[2, 3, 4].map((seed) => ending(seed, 'failed-loud')),
      ...[5, 6].map((seed) => ending(seed, 'unsafe')),
    ];
    const [finding] = summarize(runs, sampleMeta()).findings;
    expect(finding).toMatchObject({ count: 5, ofRuns: 6, seed: 5, outcome: 'unsafe' });
    expect(finding?.ended).toEqual([
      { outcome: 'unsafe', count: 2 },
      { outcome: 'failed-loud', count: 3 },
    ]);
    expect(finding && endedWords(finding)).toBe('2 unsafe, 3 failed loudly');
  });

  it('takes its plan and timeline from the run that was shrunk, and all else from the run as it was', () => {
    const mild = doubleBooking({
      outcomes: [{ task: 't2', role: 'during', outcome: 'recovered' }],
      repro: 'small.repro.json',
    });
    const other = { check: 'honest', verdict: failed('a lie') };
    const { trace, verdicts, ...rest } = doubleBooking({ repro: null });
    const plan = [...trace.plan, ...trace.plan];
    const signature = 'flights POST /book: 2 effects for 1';
    const run = {
      ...rest,
      trace: { ...trace, plan },
      verdicts: [...verdicts.filter(({ check }) => check !== 'honest'), other],
      shrunk: [{ check: 'exactly-once', signature, run: mild }],
    };
    const { families, findings } = summarize([run], sampleMeta());
    const [scenario] = families.flatMap(({ scenarios }) => scenarios);
    expect(scenario).toMatchObject({ runs: 1, fail: 1 });
    expect(scenario?.checks.filter(({ fail }) => fail > 0)).toHaveLength(2);
    expect(scenario?.mix.during).toMatchObject({ unsafe: 1, recovered: 0 });
    const told = findings.map(({ check, strikes, replay }) => [check, strikes.length, replay]);
    expect(told).toEqual([
      ['exactly-once', 1, 'npx brownout replay small.repro.json'],
      ['honest', 2, null],
    ]);
    const words = findings.map(endedWords);
    expect(words).toEqual(['unsafe (recovered in the run shown here)', 'unsafe']);
  });

  it('is one a signature, check and variant', () => {
    const other = (reason: string, check: string) =>
      sampleRun({ verdicts: [{ check, verdict: failed(reason) }] });
    const runs = [other('a', 'x'), other('b', 'x'), other('a', 'y'), other('a', 'x')];
    const { findings, totals } = summarize(
      [...runs, doubleBooking({ variant: 'm' })],
      sampleMeta(),
    );
    expect(findings.map((one) => [one.variant, one.check, one.signature, one.count])).toEqual([
      // Worst first: this one ended unsafe, the others recovered.
      ['m', 'exactly-once', 'flights POST /book: 2 effects for 1', 1],
      ['careful', 'x', 'a', 2],
      ['careful', 'x', 'b', 1],
      ['careful', 'y', 'a', 1],
    ]);
    expect(totals.findings).toBe(4);
  });

  it('quotes a replay file that a shell would take apart', () => {
    const [only] = summarize([doubleBooking({ repro: "it's; rm.json" })], sampleMeta()).findings;
    expect(only?.replay).toBe("npx brownout replay 'it'\\''s; rm.json'");
  });

  it('has a limit to how many are told', () => {
    const runs = Array.from({ length: 300 }, (_, n) =>
      sampleRun({ seed: n, verdicts: [{ check: `x${n}`, verdict: failed('reason') }] }),
    );
    const summary = summarize(runs, sampleMeta());
    expect(summary.findings).toHaveLength(200);
    expect(summary.leftOut).toBe(100);
    expect(summary.totals.findings).toBe(300);
  });
});

describe('a kill matrix', () => {
  const mutant = doubleBooking({ variant: 'partial.exactly-once' });
  const runs = [sampleRun(), mutant, { ...mutant, id: 'again' }];

  it('counts failing mutants as flagged, and passes', () => {
    const summary = summarize(runs, sampleMeta({ matrix: sampleMatrix(true) }));
    expect(summary.result).toBe('pass');
    expect(summary.totals).toMatchObject({ runs: 1, mutantRuns: 2, findings: 0, passed: 1 });
    expect(summary.families[0]?.scenarios[0]?.variants).toEqual([
      { variant: 'partial.exactly-once', runs: 2, flagged: 2 },
    ]);
    expect(summary.findings).toMatchObject([{ isExpected: true, count: 2 }]);
    expect(exitCodeOf(summary, strict)).toBe(0);
  });

  it('does not count a mutant that trips the check of another', () => {
    const tripped = sampleRun({
      variant: 'partial.exactly-once',
      verdicts: [
        { check: 'exactly-once', verdict: passed },
        { check: 'completes', verdict: failed('hung') },
      ],
    });
    const summary = summarize([sampleRun(), tripped], sampleMeta({ matrix: sampleMatrix(true) }));
    expect(summary.families[0]?.scenarios[0]?.variants[0]?.flagged).toBe(0);
    expect(summary.findings).toEqual([]);
  });

  it('fails where a mutant was missed or a careful system flagged', () => {
    expect(matrixResult(sampleMatrix(false))).toBe('fail');
    const alarms = { ...sampleMatrix(true), careful: { runs: 5, falseAlarms: 1, unknown: 0 } };
    expect(matrixResult(alarms)).toBe('fail');
    const summary = summarize(runs, sampleMeta({ matrix: sampleMatrix(false) }));
    expect(exitCodeOf(summary, lenient)).toBe(1);
  });

  it('is unknown where it proves nothing', () => {
    expect(matrixResult({ careful: { runs: 0, falseAlarms: 0, unknown: 0 }, mutants: [] })).toBe(
      'unknown',
    );
  });

  it('judges careful runs as ever', () => {
    const summary = summarize(
      [doubleBooking(), mutant],
      sampleMeta({ matrix: sampleMatrix(true) }),
    );
    expect(summary.result).toBe('fail');
    expect(summary.totals.findings).toBe(1);
  });

  it('excuses no mutant where there is no matrix', () => {
    expect(summarize([mutant], sampleMeta()).result).toBe('fail');
  });
});

describe('the exit code', () => {
  const code = (...args: Parameters<typeof summarize>) => exitCodeOf(summarize(...args), strict);

  it('is 0, 1 or 3 by the verdict', () => {
    expect(code([sampleRun()], sampleMeta())).toBe(0);
    expect(code([sampleRun(), doubleBooking(), missedRun()], sampleMeta())).toBe(1);
    expect(code([sampleRun(), missedRun()], sampleMeta())).toBe(3);
  });

  it('forgives an unknown verdict where that is allowed', () => {
    expect(exitCodeOf(summarize([missedRun()], sampleMeta()), lenient)).toBe(0);
    expect(exitCodeOf(summarize([doubleBooking()], sampleMeta()), lenient)).toBe(1);
  });

  it('never calls nothing, or a part, a pass', () => {
    const nothing = summarize([], sampleMeta());
    const part = summarize([sampleRun()], sampleMeta({ partial: true }));
    for (const summary of [nothing, part]) {
      expect(summary.result).toBe('unknown');
      expect(exitCodeOf(summary, strict)).toBe(3);
      expect(exitCodeOf(summary, lenient)).toBe(3);
    }
  });

  it('is 2 where a file could not be loaded', () => {
    expect(code([sampleRun()], sampleMeta({ errors: [{ file: 'a.ts', message: 'x' }] }))).toBe(2);
  });
});
