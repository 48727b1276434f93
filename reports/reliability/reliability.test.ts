import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import type { Role } from '../../harness/model/phase.ts';
import type { Ending, Event, Happening } from '../../harness/model/trace/trace.ts';
import { failed, passed, unknown, type Verdict } from '../../harness/model/trace/verdict.ts';
import { reportSchema } from '../summary/summary.ts';
import { summarize } from '../summary/summarize.ts';
import { renderText } from '../text.ts';
import { html } from '../html.ts';
import { markdown } from '../markdown.ts';
import { sampleMeta, sampleRun } from '../testing/sample-runs.ts';
import type { Reliability } from './reliability.ts';

const several = (runs: readonly RunRecord[]) =>
  summarize(runs, sampleMeta({ runsEach: runs.length }));

function of(runs: readonly RunRecord[]): Reliability {
  const { reliability } = several(runs);
  if (!reliability) throw new Error('no reliability');
  return reliability;
}

const verdict = { pass: passed, fail: failed('x'), unknown: unknown('y') };

/** Runs of the sample scenario with these results. */
function runsOf(list: readonly (keyof typeof verdict)[], scenario = 's'): readonly RunRecord[] {
  return list.map((result, index) => {
    const verdicts: readonly { check: string; verdict: Verdict }[] = [
      { check: 'completes', verdict: verdict[result] },
    ];
    return sampleRun({ seed: index + 1, id: `${scenario}-${index}`, scenario, verdicts });
  });
}

/** A task with its calls, each the name of a request at the point `flights`. */
interface Told {
  readonly role?: Role;
  readonly shouldAbstain?: boolean;
  readonly answer?: unknown;
  readonly correct?: boolean;
  readonly disposition?: Extract<Ending, { how: 'answered' }>['disposition'];
  readonly calls?: readonly string[];
  readonly outcome?: RunRecord['outcomes'][number]['outcome'];
}

function runOf(seed: number, tasks: readonly Told[]): RunRecord {
  const happenings = tasks.flatMap((told, index): readonly Happening[] => {
    const task = `t${index}`;
    const { role = 'during', shouldAbstain = null, correct = null, answer = {} } = told;
    const calls = (told.calls ?? []).map((op, nth) => ({
      kind: 'call.start' as const,
      call: index * 10 + nth + 1,
      point: 'flights',
      label: op,
      site: { op, attempt: 1 },
      task,
      input: null,
    }));
    const disposition = told.disposition ?? 'full';
    return [
      { kind: 'task.start', task, phase: role, role, input: '', shouldAbstain, shouldDo: null },
      ...calls,
      { kind: 'task.end', task, ending: { how: 'answered', answer, disposition, correct } },
    ];
  });
  const events = happenings.map((one, seq): Event => ({ seq, atMs: seq, ...one }));
  const outcomes = tasks.map(({ role = 'during', outcome = 'unaffected' }, index) => ({
    task: `t${index}`,
    role,
    outcome,
  }));
  return sampleRun({ seed, events, outcomes });
}

const runs = (count: number, tasks: (index: number) => readonly Told[]) =>
  Array.from({ length: count }, (_, index) => runOf(index + 1, tasks(index)));

describe('reliability over several runs', () => {
  it('is not told where one run of each scenario was asked for', () => {
    const one = summarize(runsOf(['pass', 'pass', 'pass', 'pass', 'pass']), sampleMeta());
    expect(one.reliability).toBeUndefined();
    expect(one.families[0]?.scenarios[0]?.reliability).toBeUndefined();
  });

  it('says of 3 runs that they are too few, and tells no number', () => {
    const summary = several(runsOf(['pass', 'pass', 'fail']));
    expect(summary.reliability?.passHatK).toEqual({ tooFewRuns: 3 });
    const text = renderText(summary, { color: false, width: 100 });
    expect(text).toContain('3 runs: too few for an interval of use (5 at least)');
    expect(text).not.toMatch(/\d % \(/);
  });

  it('gives pass^k for the k that the runs allow, mean over scenarios', () => {
    const { passHatK } = of([
      ...runsOf(['pass', 'pass', 'pass', 'pass', 'pass'], 'sound'),
      ...runsOf(['pass', 'pass', 'pass', 'pass', 'fail'], 'shaky'),
    ]);
    const told = Array.isArray(passHatK) ? passHatK : [];
    expect(told.map(({ k }) => k)).toEqual([1, 3, 5]);
    // C(4,3)/C(5,3) = 4/10; C(4,5) = 0.
    expect(told.map(({ value }) => value)).toEqual([0.9, 0.7, 0.5].map((v) => expect.closeTo(v)));
    for (const { value, low, high } of told) expect(low <= value && value <= high).toBe(true);
  });

  it('takes no run that could not be judged for a pass, and tells the share without them, too', () => {
    const { passHatK, unknown: doubts } = of(
      runsOf(['pass', 'pass', 'pass', 'pass', 'pass', 'unknown']),
    );
    expect(doubts).toBe(1);
    expect(passHatK).toMatchObject([
      { k: 1, value: expect.closeTo(5 / 6) as number, judged: { value: 1 } },
      { k: 3 },
      { k: 5 },
    ]);
  });

  it('says in no report that all passes where most runs could not be judged', () => {
    const list = [...Array<'pass'>(10).fill('pass'), ...Array<'unknown'>(40).fill('unknown')];
    const summary = several(runsOf(list));
    const text = renderText(summary, { color: false, width: 200 });
    expect(text).toContain('k = 1: 20 % (11 to 33), k = 10: ');
    expect(text).toContain('with 40 unknown runs as not passed');
    expect(text).not.toContain('k = 1: 100 %');
    expect(html.render(summary)).toContain('20 % (11 to 33) with 40 unknown runs as not passed');
  });

  it('counts a scenario in which no run could be judged, and no k beyond its runs', () => {
    const { passHatK } = of([
      ...runsOf(Array<'pass'>(5).fill('pass'), 'sound'),
      ...runsOf(Array<'unknown'>(3).fill('unknown'), 'doubtful'),
    ]);
    expect(passHatK).toMatchObject([
      { k: 1, value: 0.5, judged: { value: 1 } },
      { k: 3, value: 0.5 },
    ]);
  });

  it('measures abstention by the labels of tasks under faults, the run as the unit', () => {
    const { precision, recall } = of(
      runs(10, (index) => [
        { shouldAbstain: true, disposition: 'abstained', outcome: 'abstained' },
        { shouldAbstain: true, disposition: index < 5 ? 'escalated' : 'full' },
        { shouldAbstain: false, disposition: index < 2 ? 'abstained' : 'full' },
        { disposition: 'abstained' },
        { role: 'before', shouldAbstain: true },
      ]),
    );
    expect(precision).toMatchObject({ value: expect.closeTo(15 / 17) as number });
    expect(recall).toMatchObject({ value: 0.75 });
    // Wilson for 7.5 of 10, not for 15 of 20.
    expect(recall).toMatchObject({ low: expect.closeTo(0.4432, 2) as number });
  });

  it('compares safe success with the baseline of the same runs only', () => {
    const { safeSuccess } = of([
      ...runs(5, () => [{ role: 'before' }, { outcome: 'unsafe' }]),
      ...runs(5, () => [{ outcome: 'recovered' }]),
    ]);
    expect(safeSuccess.underFaults).toMatchObject({ value: 0.5 });
    expect(safeSuccess.baseline).toMatchObject({ value: 1 });
    expect(safeSuccess.difference).toMatchObject({ value: -1 });
  });

  it('counts no task as safe success for which a check failed', () => {
    const one = (seed: number) => {
      const run = runOf(seed, [{ outcome: 'recovered' }, { outcome: 'recovered' }]);
      const end = run.trace.events.findLast(({ kind }) => kind === 'task.end');
      return { run, seq: end?.seq ?? -1 };
    };
    const share = (evidence: (seq: number) => readonly number[]) =>
      of(
        [1, 2, 3, 4, 5].map((seed) => {
          const { run, seq } = one(seed);
          const verdicts = [{ check: 'honest', verdict: failed('x', evidence(seq)) }];
          return { ...run, verdicts, result: 'fail' as const };
        }),
      ).safeSuccess.underFaults;
    expect(share((seq) => [seq])).toMatchObject({ value: 0.5 });
    expect(share(() => [])).toMatchObject({ value: 0 });
  });

  it('counts a right abstention as safe success, and a degraded answer only if known right', () => {
    const { safeSuccess } = of(
      runs(5, () => [
        { shouldAbstain: true, disposition: 'abstained', outcome: 'abstained' },
        { shouldAbstain: true, outcome: 'unaffected' },
        { disposition: 'degraded', outcome: 'degraded', correct: true },
        { disposition: 'degraded', outcome: 'degraded' },
      ]),
    );
    expect(safeSuccess.underFaults).toMatchObject({ value: 0.5 });
  });

  it('tells retries at each point, over those of the baseline', () => {
    const { amplification } = of(
      runs(5, () => [
        { role: 'before', calls: ['GET /a'] },
        { calls: ['GET /a', 'GET /a', 'GET /b'] },
      ]),
    );
    expect(amplification).toMatchObject([
      { point: 'flights', isOverBaseline: true, ratio: { value: expect.closeTo(1.5) as number } },
    ]);
  });

  it('draws the risk–coverage curve where answers carry a confidence, and only there', () => {
    const none = several(runs(6, () => [{ correct: true }]));
    expect(none.reliability?.selective).toBeNull();
    expect(html.render(none)).not.toContain('class="picture risk"');

    const some = several(
      runs(6, () => [
        { correct: true, answer: { confidence: 0.9 } },
        { correct: false, answer: { confidence: 0.3 } },
        { correct: true, answer: { confidence: 7 } },
        { correct: false, answer: { confidence: 0.1 }, disposition: 'abstained' },
      ]),
    );
    expect(some.reliability?.selective).toMatchObject({
      answers: 12,
      curve: [
        { coverage: 0.5, risk: { value: 0 } },
        { coverage: 1, risk: { value: 0.5 } },
      ],
    });
    expect(html.render(some)).toContain('class="picture risk"');
  });

  it('stands in each report, and fits the schema', () => {
    const summary = several(runsOf(['pass', 'pass', 'pass', 'pass', 'fail', 'unknown']));
    expect(() => reportSchema.parse(JSON.parse(JSON.stringify(summary)))).not.toThrow();
    const text = renderText(summary, { color: false, width: 100 });
    expect(text).toContain('pass^k: k = 1: 67 % (30 to 90), k = 5: 0 % (0 to 60)');
    expect(markdown.render(summary)).toContain('## Reliability over several runs');
    expect(html.render(summary)).toContain('id="reliability"');
  });
});
