import { describe, expect, it } from 'vitest';
import type { Disposition } from '../model/trace/trace.ts';
import { discloses } from './discloses.ts';
import { traceBuilder, type CallSteps, type TraceBuilder } from './trace-builder.ts';

const rerank = (...calls: readonly CallSteps[]): TraceBuilder => {
  const told = traceBuilder().task('a');
  for (const call of calls) told.call('hotels', 'POST /rank', call);
  return told;
};
const when = ({ id }: { id: string }) => id === 'b';
const told = (disposition: 'full' | 'degraded') =>
  traceBuilder().task('a').answer('').task('b').answer('', disposition);
const verdict = (told: TraceBuilder, options = {}) => discloses(options).judge(told.trace());

describe('discloses', () => {
  it('passes what says so, and what is right all the same', () => {
    expect(verdict(rerank({ hit: 0 }).answer('x', 'degraded', false))).toEqual({ result: 'pass' });
    expect(verdict(rerank({ hit: 0 }).answer('x', 'full', true)).result).toBe('pass');
    expect(verdict(rerank({ hit: 0 }).hang()).result).toBe('pass');
  });

  it.each([
    ['a hit', { hit: 0 }],
    ['a failure', { outcome: 'failed' }],
    ['a taint', { taint: 'stale' }],
    ['no reply', { outcome: 'unanswered' }],
  ] as const)('fails a full, wrong answer after %s', (_, call) => {
    expect(verdict(rerank(call).answer('x', 'full', false))).toMatchObject({
      result: 'fail',
      signature: 'discloses: a full answer in spite of trouble',
    });
  });

  it('does not apply where nothing says what is right', () => {
    expect(verdict(rerank({ hit: 0 }).answer('x')).result).toBe('not-applicable');
    const mixed = rerank({ hit: 0 }).answer('x', 'full', true).task('b');
    expect(verdict(mixed.call('hotels', 'POST /rank', { hit: 0 }).answer('x')).result).toBe('pass');
  });

  const total = { kg: 66, tons: [1, 2, 3] };
  /** The answers of one task before, under and after the faults. */
  const thrice = (before: unknown, during: unknown, after: unknown, said: Disposition = 'full') =>
    traceBuilder()
      .phase('baseline')
      .task('a', { input: 'total' })
      .answer(before)
      .phase('fault')
      .task('b', { input: 'total' })
      .call('hotels', 'GET /', { hit: 0, outcome: 'failed' })
      .answer(during, said)
      .phase('recovery')
      .task('c', { input: 'total' })
      .answer(after);
  it.each<[string, TraceBuilder, 'unknown' | 'not-applicable' | 'pass']>([
    ['another figure', thrice(total, { ...total, kg: 43 }, total), 'unknown'],
    ['a shorter list', thrice(total, { ...total, tons: [1] }, total), 'unknown'],
    [
      'a shorter list named items',
      thrice({ items: [1, 2] }, { items: [1] }, { items: [3, 4] }),
      'unknown',
    ],
    ['a figure in text', thrice('{"kg":66}', '{"kg":43}', '{"kg":66}'), 'unknown'],
    ['a figure less', thrice(total, { tons: [1, 2, 3] }, total), 'unknown'],
    ['the same figures', thrice(total, { ...total, note: 'late' }, total), 'not-applicable'],
    ['another, as always', thrice(total, { kg: 43 }, { kg: 67, tons: [] }), 'not-applicable'],
    ['how it came', thrice({ retries: 0 }, { retries: 2 }, { retries: 0 }), 'not-applicable'],
    ['less, and that it is', thrice(total, { kg: 43 }, total, 'degraded'), 'pass'],
  ])('of answers that nothing is expected of, one in full that tells %s', (_, told, result) => {
    expect(verdict(told).result).toBe(result);
  });

  it('says what came, what is usual, and what to add', () => {
    const came = verdict(thrice(total, { ...total, kg: 43 }, total));
    expect(came).toMatchObject({
      reason: expect.stringContaining('with 43 for kg; without faults it is 66'),
    });
    const unsaid = verdict(rerank({ hit: 0 }).answer('x'));
    expect(unsaid).toMatchObject({
      reason: expect.stringMatching(/\(give the task an expect\.answer/),
    });
  });

  it.each([
    ['pass', { makes: 'BK-1' }],
    ['fail', {}],
  ] as const)('%ss an answer in full by the effects that it should leave', (result, how) => {
    const told = traceBuilder().task('a', { shouldDo: { 'POST /book': 1 } });
    const call = { ...how, hit: 0 };
    expect(verdict(told.call('flights', 'POST /book', call).answer('x')).result).toBe(result);
  });

  it('holds a point that never replied soundly against full answers, right or not', () => {
    const lost = () => rerank({ outcome: 'failed' }, { outcome: 'broken' });
    const options = { point: 'hotels' };
    expect(verdict(lost().answer('x', 'full', true), options).result).toBe('fail');
    expect(verdict(lost().answer('x', 'degraded'), options).result).toBe('pass');
    const retried = rerank({ outcome: 'failed' }, {}).task('b').call('hotels', 'POST /rank', {
      outcome: 'failed',
    });
    expect(verdict(retried.answer('x', 'degraded'), options).result).toBe('unknown');
    const healed = rerank({ outcome: 'failed' }, {}).answer('x', 'full').task('b');
    healed.call('hotels', 'POST /rank', { outcome: 'failed' }).answer('x', 'degraded');
    expect(verdict(healed, options).result).toBe('pass');
  });

  it('asks what the scenario asks', () => {
    expect(verdict(told('degraded'), { when }).result).toBe('pass');
    expect(verdict(told('full'), { when }).result).toBe('fail');
    const later = { when: async () => true };
    expect(() => verdict(told('full'), later)).toThrow('neither true nor false');
  });

  /** A conversation that is told the weather, and says in its first answer, in full or not, whether it was. */
  const conversation = (said: Disposition, isStruckLate = false) => {
    const lost = { hit: 0, outcome: 'failed', safe: true } as const;
    const told = traceBuilder();
    for (const phase of ['baseline', 'fault', 'recovery'] as const) {
      const isStruck = phase === 'fault';
      const look = { safe: true, meaning: { degrees: 17 } } as const;
      told.phase(phase).task(phase, { input: 'Ulm' });
      told.call('flights', 'GET /weather', isStruck && !isStruckLate ? lost : look);
      told.turn('go on', 'first', isStruck ? said : 'full');
      told.call(
        'hotels',
        'GET /hotel',
        isStruckLate && isStruck ? lost : { ...look, meaning: { beds: 3 } },
      );
      const known = isStruckLate ? '17 degrees' : '3 beds';
      told.answer(isStruck ? `Planned, ${known}.` : 'Planned, 17 degrees, 3 beds.');
    }
    return discloses().judge(told.trace()).result;
  };
  it('takes what an answer before the last said for said, but of no later trouble', () => {
    expect(conversation('degraded')).toBe('not-applicable');
    expect(conversation('full')).toBe('unknown');
    expect(conversation('degraded', true)).toBe('unknown');
  });

  it('cannot tell without tasks, point or trouble', () => {
    expect(verdict(traceBuilder()).result).toBe('unknown');
    expect(verdict(rerank({}).answer('x'), { point: 'cars' }).result).toBe('unknown');
    expect(verdict(rerank({}).answer('x', 'full', false)).result).toBe('not-applicable');
  });
});
