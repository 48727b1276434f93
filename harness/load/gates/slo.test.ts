import { expect, test } from 'vitest';
import { clauses, keyAndBound } from './slo.ts';

test('bounds by metric, for each phase or for those of a role', () => {
  expect(clauses({ goodput: '>= 99 %', 'after.p99': '<= 2 s' })).toMatchObject([
    { metric: { kind: 'goodput' }, role: null, limit: 0.99 },
    { metric: { kind: 'quantile', q: 0.99 }, role: 'after', limit: 2000, boundMs: 2000 },
  ]);
  expect(clauses({ wrong: '<= 0.1 %', amplification: '<= 1.2', recovery: '<=30s' })).toMatchObject([
    { metric: { kind: 'share', of: 'silently-wrong' }, limit: 0.001 },
    { metric: { kind: 'amplification' }, limit: 1.2 },
    { metric: { kind: 'recovery' }, limit: 30_000 },
  ]);
  expect(clauses({ 'after.check answers in 2.5 s': '<= 0.1 %' })).toMatchObject([
    { metric: { kind: 'check', of: 'answers in 2.5 s' }, role: 'after', limit: 0.001 },
  ]);
  expect(clauses({ ttft: '<= 1 s', 'after.gap.p50': '<= 50 ms' })).toMatchObject([
    { metric: { kind: 'stream', of: 'ttft', q: 0.99 }, role: null, limit: 1000 },
    { metric: { kind: 'stream', of: 'gap', q: 0.5 }, role: 'after', limit: 50 },
  ]);
  expect(clauses({ 'during.tokens': '<= 2000', cost: '<= 0.02' })).toMatchObject([
    { metric: { kind: 'spent', of: 'tokens' }, role: 'during', limit: 2000 },
    { metric: { kind: 'spent', of: 'cost' }, limit: 0.02 },
  ]);
  expect(keyAndBound('during.p99<=2s')).toEqual(['during.p99', '<=2s']);
  expect(keyAndBound('check exactly-once <= 0.1%')).toEqual(['check exactly-once', '<= 0.1%']);
});

test.each([
  [{ godput: '>= 99 %' }, 'Did you mean goodput'],
  [{ 'afer.goodput': '>= 99 %' }, 'Did you mean after'],
  [{ goodput: '<= 99 %' }, 'with >='],
  [{ p99: '>= 2 s' }, 'with <='],
  [{ p99: '<= fast' }, 'a length of time'],
  [{ goodput: '>= 101 %' }, '0 % to 100 %'],
  [{ goodput: '>= many' }, '0 % to 100 %'],
  [{ amplification: '<= 20 %' }, 'a factor'],
  [{ goodput: '99 %' }, 'with >='],
  [{ 'ttft.p42': '<= 1 s' }, 'an SLO on one of'],
  [{ tokens: '<= 20 %' }, 'a number'],
])('%j is refused', (slo, words) => {
  expect(() => clauses(slo as unknown as Record<string, string>)).toThrow(words);
});

test('a text without a bound is refused', () => {
  expect(() => keyAndBound('p99')).toThrow('goodput>=99%');
});
