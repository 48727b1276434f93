import { describe, expect, it } from 'vitest';
import type { Mode } from '../model/trace/trace.ts';
import { backsOff } from './backs-off.ts';
import { traceBuilder, type CallSteps, type TraceBuilder } from './trace-builder.ts';

const label = 'POST /chat';
const limited = { outcome: 'failed', retryAfterMs: 1000 } as const;
const waited = (ms: number, mode: Mode = 'sim') =>
  traceBuilder({ mode })
    .task('a')
    .call('model', label, limited)
    .wait(ms)
    .call('model', label)
    .answer('');
const verdict = (told: TraceBuilder, options = {}) => backsOff(options).judge(told.trace());

/** Operations that fail once and are tried again after these waits. */
function retried(waits: readonly number[], mode: Mode = 'sim'): TraceBuilder {
  const told = traceBuilder({ mode }).task('a');
  for (const [op, ms] of waits.entries()) {
    told.call('model', label, { op: `op${op}`, outcome: 'failed' }).wait(ms);
    told.call('model', label, { op: `op${op}` });
  }
  return told.answer('');
}

/** A call that is told to wait, and tried again at once; its process dies before or after the reply. */
function killed(
  how: CallSteps,
  dies: 'before' | 'after' | null,
  then: CallSteps = {},
): TraceBuilder {
  const told = traceBuilder().task('a');
  told.call('model', label, { ...how, dies: dies === 'before' });
  if (dies === 'after') told.add({ kind: 'process', what: 'crashed', detail: '' });
  told.call('model', label, then);
  return told;
}

describe('backs off', () => {
  it('passes a retry at its time, and giving up', () => {
    expect(verdict(waited(1000))).toEqual({ result: 'pass' });
    expect(verdict(traceBuilder().task('a').call('model', label, limited).fail()).result).toBe(
      'pass',
    );
  });

  it('fails a retry before its time', () => {
    expect(verdict(waited(999))).toMatchObject({
      result: 'fail',
      signature: 'backs-off: model POST /chat was tried again before its retry-after',
      evidence: [2, 3],
    });
  });

  it('is blurred on the wire by 20 ms', () => {
    expect(verdict(waited(980, 'wire')).result).toBe('pass');
    expect(verdict(waited(979, 'wire')).result).toBe('fail');
  });

  it('judges the same operation only', () => {
    const other = traceBuilder()
      .task('a')
      .call('model', label, { ...limited, op: 'x' });
    expect(verdict(other.call('model', label, { op: 'y' }).answer('')).result).toBe('pass');
  });

  it('counts attempts', () => {
    expect(verdict(retried([5]), { maxAttempts: 2 }).result).toBe('pass');
    expect(verdict(retried([5]), { maxAttempts: 1 })).toMatchObject({
      result: 'fail',
      signature: 'backs-off: model POST /chat was tried more than 1 times',
      evidence: [3],
    });
    expect(verdict(retried([5]), { maxAttempts: 2, obeyRetryAfter: true }).result).toBe('pass');
  });

  it('looks for jitter in first retries', () => {
    const options = { jitter: true };
    expect(verdict(retried([500, 500, 501]), options).result).toBe('pass');
    expect(verdict(retried([500, 500, 500]), options)).toMatchObject({
      result: 'fail',
      signature: 'backs-off: first retries come without jitter',
    });
    expect(verdict(retried([500, 510, 520], 'wire'), options).result).toBe('fail');
    expect(verdict(retried([500, 500]), options).result).toBe('unknown');
  });

  const again = (times: number, how: CallSteps = {}, between = (told: TraceBuilder) => told) => {
    let told = traceBuilder().task('a');
    for (let n = 0; n < times; n += 1) {
      told = between(told.call('flights', 'GET /x', { outcome: 'failed', ...how }));
    }
    return verdict(told.answer('', 'failed')).result;
  };
  it('fails ten attempts without a pause', () => {
    expect(again(10)).toBe('fail');
    expect(again(10, { outcome: 'broken' }, (told) => told.wait(99))).toBe('fail');
  });

  it.each([
    ['fewer', again(9)],
    ['with pauses', again(10, {}, (told) => told.wait(100))],
    ['each with a true reply', again(10, { outcome: 'replied' })],
    ['as the model says', again(10, {}, (told) => told.call('model', 'chat'))],
    [
      'by an agent that dies each time',
      again(10, {}, (told) => told.add({ kind: 'process', what: 'crashed', detail: '' })),
    ],
  ])('does not blame attempts that are %s', (_, result) => {
    expect(result).toBe('not-applicable');
  });

  it('cannot tell without tasks or point', () => {
    expect(verdict(traceBuilder()).result).toBe('unknown');
    expect(verdict(waited(1000), { point: 'cars' }).result).toBe('unknown');
  });

  it('does not apply where no call was made, or nobody was told to wait', () => {
    expect(verdict(waited(1000), { point: 'flights' }).result).toBe('not-applicable');
    expect(verdict(retried([5])).result).toBe('not-applicable');
  });

  it.each<[string, TraceBuilder]>([
    ['it was killed before it could know', killed(limited, 'after')],
    ['it was killed while the reply was on its way', killed(limited, 'before')],
    ['the reply broke off', killed({ ...limited, outcome: 'broken' }, null)],
    ['it had left before the reply', killed({ ...limited, outcome: 'unanswered' }, null)],
  ])('blames nobody where %s', (_, tale) => {
    expect(verdict(tale.answer('')).result).toBe('not-applicable');
  });

  it('blames who was killed later, or told again', () => {
    const later = waited(999).add({ kind: 'process', what: 'crashed', detail: '' });
    expect(verdict(later).result).toBe('fail');
    const again = killed(limited, 'after', limited).call('model', label).answer('');
    expect(verdict(again).result).toBe('fail');
  });
});
