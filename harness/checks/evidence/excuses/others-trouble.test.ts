import { describe, expect, it } from 'vitest';
import type { Strike } from '../../../model/fault/plan.ts';
import { completes } from '../../completes.ts';
import { traceBuilder, type CallSteps, type TraceBuilder } from '../../trace-builder.ts';

const label = 'GET /geo';
const down: CallSteps = { outcome: 'failed', hit: 0 };
const strike = (when: Strike['when'] = {}): Strike => ({
  fault: { name: 'refuse', params: {} },
  at: 'flights',
  when,
});

/** Two tasks that ask in peace; under faults the first asks, and what the second does is told by `second`. */
function told(second: (told: TraceBuilder) => TraceBuilder, how = {}, first = down) {
  const { when = {}, usual = true } = how as { when?: Strike['when']; usual?: boolean };
  const peace = traceBuilder({ plan: [strike(when)] }).phase('baseline');
  for (const id of ['x', 'y']) {
    const begun = peace.task(id, { input: id });
    if (usual) begun.call('flights', label);
    begun.answer('It is there.');
  }
  const struck = peace.phase('fault').task('a', { input: 'x' }).call('flights', label, first);
  return completes().judge(second(struck.answer('Sorry.', 'failed')).trace());
}
const spares = (trace: TraceBuilder) => trace.task('b', { input: 'y' }).answer('No.', 'failed');

describe('a task that fails without a call of its own', () => {
  it('is excused where the tool that it spares is down for the whole phase', () => {
    expect(told(spares)).toEqual({ result: 'pass' });
    expect(told(spares, { when: { call: label } }).result).toBe('pass');
  });

  it('is in doubt where the tool was down before it, and may be back', () => {
    expect(told(spares, { when: { calls: 1 } })).toMatchObject({
      result: 'unknown',
      reason: expect.stringMatching(
        /^task b answered that it failed, but it made no call of GET \/geo at flights, .*for task a/,
      ),
    });
  });

  it.each<[string, ReturnType<typeof told>]>([
    ['that does not ask there in peace either', told(spares, { usual: false })],
    [
      'that asks for itself, and is told',
      told((trace) =>
        trace
          .task('b', { input: 'y' })
          .call('flights', label, { op: 'own' })
          .answer('No.', 'failed'),
      ),
    ],
    [
      'after the tool has answered somebody',
      told((trace) =>
        spares(trace.task('c', { input: 'z' }).call('flights', label, { op: 'c' }).answer('Yes.')),
      ),
    ],
    ['where no fault struck', told(spares, {}, { outcome: 'failed' })],
    ['and hangs', told((trace) => trace.task('b', { input: 'y' }).hang())],
  ])('is not excused %s', (_, verdict) => {
    expect(verdict.result).toBe('fail');
  });

  const shared = (outcome: CallSteps, when: Strike['when'] = { calls: 1 }) => {
    const call = { task: 'a', ...outcome };
    const trace = traceBuilder({ plan: [strike(when)] }).task('a', { input: 'x' });
    const joined = trace.task('b', { input: 'y' }).call('flights', label, call);
    const ending = {
      how: 'answered',
      answer: 'No.',
      disposition: 'failed',
      correct: null,
    } as const;
    const ended = joined.answer('No.', 'failed').add({ kind: 'task.end', task: 'a', ending });
    return completes().judge(ended.trace());
  };
  it('may have shared the call of another', () => {
    expect(shared(down)).toMatchObject({
      result: 'unknown',
      reason: expect.stringContaining('it may have shared that call'),
    });
    expect(shared(down, {}).result).toBe('pass');
    expect(shared({}).result).toBe('fail');
  });
});
