import { describe, expect, it } from 'vitest';
import type { Disposition } from '../model/trace/trace.ts';
import { degrades, type Policy } from './degrades.ts';
import { traceBuilder, type TraceBuilder } from './trace-builder.ts';

const policy: Policy = (down) =>
  down.includes('flights') ? ['abstained', 'failed'] : down.length > 0 ? 'degraded' : 'full';

/** A task of one input that meets these points down and is answered so. */
function meet(
  told: TraceBuilder,
  id: string,
  down: readonly string[],
  disposition: Disposition,
): TraceBuilder {
  told.task(id, { input: 'q' });
  for (const point of ['flights', 'hotels']) {
    told.call(point, 'GET /', { outcome: down.includes(point) ? 'failed' : 'replied' });
  }
  return told.answer('', disposition);
}
const any: Policy = () => ['full', 'degraded', 'abstained'];
const twins = (rich: Disposition, poor: Disposition) =>
  meet(meet(traceBuilder().phase('baseline'), 'a', [], rich).phase('fault'), 'b', ['hotels'], poor);
const one = (down: readonly string[], disposition: Disposition) =>
  meet(traceBuilder(), 'a', down, disposition);
const verdict = (told: TraceBuilder, options = {}) => degrades(policy, options).judge(told.trace());

describe('degrades', () => {
  it.each([
    [[], 'full'],
    [['hotels'], 'degraded'],
    [['flights'], 'abstained'],
    [['flights', 'hotels'], 'failed'],
  ] as const)('passes with %j down and a %s answer', (down, disposition) => {
    expect(verdict(one(down, disposition))).toEqual({ result: 'pass' });
  });

  it('fails a disposition that the policy does not allow, and a task that hung', () => {
    expect(verdict(one(['hotels'], 'full'))).toMatchObject({
      result: 'fail',
      signature: 'degrades: full with hotels down',
      evidence: [4, 5],
    });
    expect(verdict(one([], 'degraded')).result).toBe('fail');
    expect(verdict(traceBuilder().task('a').hang()).result).toBe('fail');
  });

  it('takes an error for failing', () => {
    const told = traceBuilder()
      .task('a')
      .call('flights', 'GET /', { outcome: 'unanswered' })
      .fail();
    expect(verdict(told).result).toBe('pass');
  });

  it('takes a point that answered once for up', () => {
    const told = traceBuilder().task('a').call('hotels', 'GET /', { outcome: 'failed' });
    expect(verdict(told.call('hotels', 'GET /').answer('')).result).toBe('pass');
  });

  it('lets a point that is not called after it failed count as down or up', () => {
    for (const disposition of ['degraded', 'full'] as const) {
      const told = one(['hotels'], 'degraded').task('b').call('flights', 'GET /');
      expect(verdict(told.answer('', disposition)).result).toBe('pass');
    }
    const never = traceBuilder().task('b').call('flights', 'GET /').answer('', 'degraded');
    expect(verdict(never).result).toBe('fail');
  });

  it('fails a task that does better with fewer points', () => {
    const judge = (trace: TraceBuilder, options = {}) =>
      degrades(any, options).judge(trace.trace());
    expect(judge(twins('full', 'degraded')).result).toBe('pass');
    expect(judge(twins('abstained', 'abstained')).result).toBe('pass');
    expect(judge(twins('abstained', 'degraded')).result).toBe('fail');
    expect(judge(twins('degraded', 'full'))).toMatchObject({
      result: 'fail',
      signature: 'degrades: better with hotels down',
    });
    expect(judge(twins('degraded', 'full'), { monotone: false }).result).toBe('pass');
  });

  it('does not blame a task that something else held back', () => {
    const told = traceBuilder().phase('fault').task('a', { input: 'q' });
    told.call('flights', 'GET /', { hit: 0, taint: 'stale' }).call('hotels', 'GET /');
    meet(told.answer('', 'degraded'), 'b', ['hotels'], 'full');
    expect(degrades(any).judge(told.trace()).result).toBe('pass');
  });

  it('does not blame a task that shunned a point for one that lacked another', () => {
    const told = meet(traceBuilder().phase('fault'), 'a', ['hotels'], 'degraded');
    told.task('b', { input: 'q' }).call('flights', 'GET /').answer('', 'degraded');
    meet(told, 'c', ['flights'], 'full');
    expect(degrades(any).judge(told.trace()).result).toBe('pass');
  });

  it('cannot tell without tasks', () => {
    expect(verdict(traceBuilder()).result).toBe('unknown');
  });
});
