import { describe, expect, it } from 'vitest';
import type { Disposition } from '../model/trace/trace.ts';
import { recovers } from './recovers.ts';
import { traceBuilder, type TraceBuilder, type TaskSteps } from './trace-builder.ts';

const before = (disposition: Disposition = 'full', correct: boolean | null = true): TraceBuilder =>
  traceBuilder()
    .phase('baseline')
    .task('a', { input: 'q' })
    .answer('', disposition, correct)
    .phase('recovery');
const recovered = (asks: TaskSteps = {}) => traceBuilder().phase('recovery').task('c', asks);
const again = (told: TraceBuilder) => told.wait(30).task('c', { input: 'q' });
const verdict = (told: TraceBuilder, options = {}) => recovers(options).judge(told.trace());

describe('recovers', () => {
  it('passes a recovery as good as the baseline', () => {
    expect(verdict(again(before()).answer('', 'full', true))).toEqual({ result: 'pass' });
    expect(verdict(again(before('degraded')).answer('', 'full', null)).result).toBe('pass');
    expect(verdict(again(before('abstained', null)).answer('', 'escalated')).result).toBe('pass');
    expect(verdict(recovered().answer('', 'full', true)).result).toBe('pass');
    const booked = recovered({ shouldDo: { 'POST /book': 1 } });
    expect(verdict(booked.call('flights', 'POST /book', { makes: 'BK-1' }).answer('')).result).toBe(
      'pass',
    );
  });

  it.each([
    ['hung', (told: TraceBuilder) => told.hang()],
    ['failed', (told: TraceBuilder) => told.fail()],
    ['says that it failed', (told: TraceBuilder) => told.answer('', 'failed')],
    [
      'is degraded, full before the fault phase',
      (told: TraceBuilder) => told.answer('', 'degraded', true),
    ],
    ['is wrong', (told: TraceBuilder) => told.answer('', 'full', false)],
  ])('fails a task of the recovery that %s', (what, end) => {
    expect(verdict(end(again(before())))).toMatchObject({
      result: 'fail',
      signature: `recovers: a task of the recovery ${what}`,
      evidence: [4, 5],
    });
  });

  const told = (ms: number) => {
    const rests = { outcome: 'failed', retryAfterMs: ms } as const;
    const during = before().phase('fault').task('b', { input: 'q' }).call('gauge', 'GET /', rests);
    return again(during.fail().phase('recovery'));
  };
  it('cannot tell of a task that keeps to a wait it was told under the faults', () => {
    expect(verdict(told(120_000).answer('', 'failed'))).toMatchObject({
      result: 'unknown',
      reason: expect.stringMatching(/gauge told the agent to wait .*`rest`/),
    });
    const putOff = told(120_000).answer('', 'failed', false);
    expect(verdict(putOff).result).toBe('unknown');
    expect(verdict(told(120_000).answer('', 'full', false)).result).toBe('fail');
    expect(verdict(told(20).answer('', 'failed', false)).result).toBe('fail');
    expect(verdict(told(20).answer('', 'failed')).result).toBe('fail');
    expect(verdict(told(120_000).hang()).result).toBe('fail');
    const asks = told(120_000).call('gauge', 'GET /', {});
    expect(verdict(asks.answer('', 'failed')).result).toBe('fail');
  });

  it('does not ask for more than the baseline gave', () => {
    expect(verdict(again(before('full', false)).answer('', 'full', false)).result).toBe('pass');
  });

  it('bounds the time to the first good task', () => {
    const told = again(before()).answer('', 'full', true);
    expect(verdict(told, { within: 30 }).result).toBe('pass');
    expect(verdict(told, { within: 29 })).toMatchObject({
      result: 'fail',
      signature: 'recovers: the first good task comes too late',
      evidence: [3, 5],
    });
  });

  it.each([
    ['no baseline and no expectation', recovered().answer('')],
    [
      'another task in the baseline',
      again(before()).answer('').task('d', { input: 'new' }).answer(''),
    ],
  ])('cannot tell with %s, but sees a failure', (_, told) => {
    expect(verdict(told)).toMatchObject({
      result: 'unknown',
      reason: expect.stringMatching(/nothing says how task [cd] should end/),
    });
    expect(verdict(told.task('e').fail()).result).toBe('fail');
  });

  it('fails a task that leaves too few effects', () => {
    const told = recovered({ shouldDo: { 'POST /book': 1 } }).answer('', 'degraded');
    expect(verdict(told)).toMatchObject({
      result: 'fail',
      signature: 'recovers: a task of the recovery left too few of POST /book',
    });
  });

  it('cannot tell of nothing, and does not apply without a recovery', () => {
    expect(verdict(traceBuilder()).result).toBe('unknown');
    expect(verdict(traceBuilder().task('a').answer('')).result).toBe('not-applicable');
  });
});
