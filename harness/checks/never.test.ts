import { describe, expect, it } from 'vitest';
import { alwaysFail } from '../model/trace/outcome.ts';
import { never } from './never.ts';
import { traceBuilder, type TraceBuilder } from './trace-builder.ts';

const book = (told: TraceBuilder, makes: string) => told.call('flights', 'POST /book', { makes });
const bad: Readonly<
  Record<(typeof alwaysFail)[number], (told: TraceBuilder, id: string) => TraceBuilder>
> = {
  hung: (told) => told.hang(),
  unsafe: (told, id) => book(told, id).fail(),
  'silently-wrong': (told) => told.answer('x', 'full', false),
};

describe.each(alwaysFail)('never %s', (outcome) => {
  const judge = (told: TraceBuilder) => never(outcome).judge(told.trace());

  it.each(['fault', 'recovery'] as const)('fails a task of the %s that ends so', (phase) => {
    const verdict = (id: string) => judge(bad[outcome](traceBuilder().phase(phase).task(id), id));
    const [first, second] = [verdict('a-1'), verdict('b-22')];
    if (first.result !== 'fail' || second.result !== 'fail') throw new Error('expected failures');
    expect(first.evidence.length).toBeGreaterThan(0);
    expect(first.signature).toBe(second.signature);
    expect(first.signature.startsWith(`never-${outcome}: `)).toBe(true);
  });

  it('passes every other end, and leaves the baseline to the steady state', () => {
    for (const other of alwaysFail.filter((one) => one !== outcome)) {
      expect(judge(bad[other](traceBuilder().task('a'), 'BK-1')).result).toBe('pass');
    }
    const peace = bad[outcome](traceBuilder().phase('baseline').task('a'), 'BK-1');
    expect(judge(peace.phase('fault').task('b').answer('x')).result).toBe('pass');
  });

  it('cannot tell without tasks, or of a trace that breaks off', () => {
    expect(judge(traceBuilder()).result).toBe('unknown');
    expect(judge(traceBuilder().task('a').answer('x').task('b')).result).toBe('unknown');
    expect(judge(bad[outcome](traceBuilder().task('a'), 'BK-1').task('b')).result).toBe('fail');
  });

  it.each<[readonly ('hedged' | 'denied')[], string]>([
    [['denied'], 'it says that something is not, in Nothing is known of it'],
    [
      ['hedged', 'denied'],
      'it says that something may be there and that something is not, in Noth',
    ],
  ])('shows the words that it is in doubt about, which say %j', (claims, words) => {
    const ending = {
      how: 'answered',
      answer: 'Nothing is known of it',
      disposition: 'escalated',
      correct: null,
      claims,
    } as const;
    const told = traceBuilder()
      .phase('fault')
      .task('a')
      .call('flights', 'POST /book', { makes: 'BK-1', outcome: 'broken', hit: 0 })
      .add({ kind: 'task.end', task: 'a', ending });
    expect(never('unsafe').judge(told.trace())).toMatchObject({
      result: 'unknown',
      reason: expect.stringContaining(words),
    });
  });
});
