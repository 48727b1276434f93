import { describe, expect, it } from 'vitest';
import { exactlyOnce } from './exactly-once.ts';
import { traceBuilder, type CallSteps } from './trace-builder.ts';

const book = 'POST /book';
const booked = (id: string, how: CallSteps = {}): CallSteps => ({ makes: id, ...how });

describe('exactly once', () => {
  it('counts ids, not deliveries', () => {
    const trace = traceBuilder().task('a').call('flights', book, booked('BK-1'));
    trace.call('flights', book, booked('BK-1')).answer('BK-1');
    expect(exactlyOnce('flights').judge(trace.trace())).toEqual({ result: 'pass' });
  });

  it('fails two effects of one task, with their rows as evidence', () => {
    const trace = traceBuilder()
      .task('a')
      .call('flights', book, booked('BK-1', { outcome: 'broken' }));
    trace.call('flights', book, booked('BK-2')).answer('BK-2');
    expect(exactlyOnce('flights').judge(trace.trace())).toMatchObject({
      result: 'fail',
      signature: 'exactly-once: POST /book landed 2 times',
      evidence: [2, 5],
    });
  });

  it('takes rows without an id for one effect each', () => {
    const trace = traceBuilder().task('a').call('flights', book, booked(''));
    trace.call('flights', book, booked('')).answer('done');
    expect(exactlyOnce().judge(trace.trace()).result).toBe('fail');
  });

  it('does not count what was taken back', () => {
    const trace = traceBuilder().task('a').call('flights', book, booked('BK-1'));
    trace.call('flights', 'DELETE /book', { undoes: 'BK-1' });
    trace.call('flights', book, booked('BK-2')).answer('BK-2');
    expect(exactlyOnce().judge(trace.trace()).result).toBe('pass');
  });

  it('allows what the task declares, at all points together', () => {
    const two = traceBuilder().task('a', { shouldDo: { [book]: 2 } });
    two.call('flights', book, booked('F-1')).call('hotels', book, booked('H-1')).answer('');
    expect(exactlyOnce().judge(two.trace()).result).toBe('pass');
    two.call('flights', book, booked('F-2'));
    expect(exactlyOnce().judge(two.trace()).result).toBe('fail');
    const none = traceBuilder().task('a', { shouldDo: { [book]: 0 } });
    none.call('flights', book, booked('F-1')).answer('');
    expect(exactlyOnce().judge(none.trace()).result).toBe('fail');
  });

  it('allows one at each point where nothing is declared, and looks at the call asked for', () => {
    const trace = traceBuilder().task('a').call('flights', book, booked('F-1'));
    trace.call('hotels', book, booked('H-1')).answer('');
    expect(exactlyOnce().judge(trace.trace()).result).toBe('pass');
    trace.call('hotels', book, booked('H-2'));
    expect(exactlyOnce('flights').judge(trace.trace()).result).toBe('pass');
    expect(exactlyOnce('hotels', { call: 'POST /pay' }).judge(trace.trace()).result).toBe('pass');
    expect(exactlyOnce('hotels', { call: book }).judge(trace.trace()).result).toBe('fail');
  });

  it('counts each task by itself', () => {
    const trace = traceBuilder().task('a').call('flights', book, booked('F-1')).answer('');
    trace.task('b').call('flights', book, booked('F-2')).answer('');
    expect(exactlyOnce().judge(trace.trace()).result).toBe('pass');
  });

  it('gives effects of no task to the task that used their key', () => {
    const trace = traceBuilder().phase('fault').task('a');
    trace.call('flights', book, booked('F-1', { key: 'K' })).answer('');
    trace.call('flights', book, booked('F-2', { key: 'K', task: '' }));
    expect(exactlyOnce().judge(trace.trace())).toMatchObject({
      result: 'fail',
      signature: 'exactly-once: POST /book landed 2 times',
    });
  });

  it('judges effects of no task in sum, and cannot tell where the sum allows them', () => {
    const trace = traceBuilder().phase('fault').task('a').answer('');
    trace.call('flights', book, booked('F-1', { task: '' }));
    expect(exactlyOnce().judge(trace.trace()).result).toBe('unknown');
    trace.call('flights', book, booked('F-2', { task: '' }));
    expect(exactlyOnce().judge(trace.trace()).result).toBe('fail');
  });

  it('sums what no task owns over points only where a number is declared', () => {
    const strays = (shouldDo?: Record<string, number>) =>
      traceBuilder()
        .phase('fault')
        .task('a', shouldDo ? { shouldDo } : {})
        .answer('')
        .call('flights', book, booked('F-1', { task: '' }))
        .call('hotels', book, booked('H-1', { task: '' }));
    expect(exactlyOnce().judge(strays().trace()).result).toBe('unknown');
    expect(exactlyOnce().judge(strays({ [book]: 1 }).trace()).result).toBe('fail');
  });

  it('cannot tell without tasks, point or declared effects', () => {
    const one = traceBuilder().task('a').answer('').trace();
    expect(exactlyOnce().judge(traceBuilder().trace()).result).toBe('unknown');
    expect(exactlyOnce('cars').judge(one).result).toBe('unknown');
    expect(exactlyOnce('model').judge(one).result).toBe('not-applicable');
    expect(exactlyOnce('flights', { call: 'POST /pay' }).judge(one).result).toBe('not-applicable');
  });
});
