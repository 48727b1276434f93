import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../harness/model/trace/run-record.ts';
import { unknown } from '../harness/model/trace/verdict.ts';
import { reporters } from './index.ts';
import { summarize } from './summary/summarize.ts';
import { sampleMeta, sampleRun } from './testing/sample-runs.ts';

const doubtOf = (check: string, reason: string) => ({ check, verdict: unknown(reason) });

/** A run in which each of these strikes met no call. */
const missing = (...points: readonly string[]): RunRecord => {
  const strikes = points.map((at) => ({ fault: { name: 'hang', params: {} }, at, when: {} }));
  const events = sampleRun().trace.events.filter(({ kind }) => kind !== 'fault.hit');
  const verdicts = [doubtOf('completes', 'the fault never struck')];
  return sampleRun({ plan: strikes, events, verdicts });
};

/** A run in which Brownout itself went wrong, and which is in doubt for another reason, too. */
const broken = (message: string): RunRecord => {
  const verdicts = [doubtOf('honest', 'some answer is in doubt')];
  const run = sampleRun({ seed: 2, verdicts, why: 'Brownout went wrong' });
  const { events } = run.trace;
  const error = { kind: 'harness.error', message, seq: events.length, atMs: 9_000 } as const;
  return { ...run, trace: { ...run.trace, events: [...events, error] } };
};

describe.each(reporters)('the $name reporter', ({ render }) => {
  const told = (...runs: readonly RunRecord[]) =>
    render(summarize(runs, sampleMeta())).replaceAll(/\s+/g, ' ');

  it('tells why each check of a scenario could not tell', () => {
    const verdicts = [doubtOf('honest', 'two meanings'), doubtOf('bounded', 'no figure of tokens')];
    const text = told(sampleRun({ verdicts }), sampleRun({ seed: 2 }));
    for (const words of ['honest', 'two meanings', 'bounded', 'no figure of tokens'])
      expect(text).toContain(words);
  });

  it('tells why a run is unknown that no check doubts', () => {
    expect(told(sampleRun({ result: 'unknown', why: 'it broke off' }))).toContain('it broke off');
  });

  it('names each strike that met no call', () => {
    const text = told(missing('hotels', 'taxis'), sampleRun({ seed: 2 }));
    expect(text).toMatch(/never struck|"misses"/);
    expect(text).toContain('hang at hotels');
    expect(text).toContain('hang at taxis');
  });

  it('tells in what way Brownout itself went wrong', () => {
    expect(told(sampleRun(), broken('a port was taken'))).toContain('a port was taken');
  });

  it('says how many doubts it leaves out', () => {
    const reasons = Array.from({ length: 9 }, (_, n) => `reason ${n}`);
    const text = told(sampleRun({ verdicts: reasons.map((why, n) => doubtOf(`check-${n}`, why)) }));
    const left = reasons.filter((reason) => !text.includes(reason)).length;
    expect(text.includes(`${left} more`)).toBe(left > 0);
  });
});
