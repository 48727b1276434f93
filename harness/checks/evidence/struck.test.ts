import { describe, expect, it } from 'vitest';
import type { Plan } from '../../model/fault/plan.ts';
import { struck } from './struck.ts';
import { traceBuilder } from '../trace-builder.ts';

const plan: Plan = [
  { fault: { name: 'slow', params: {} }, at: 'flights', when: { calls: [3, 5] } },
  { fault: { name: 'hang', params: {} }, at: 'model', when: { site: { op: 'chat', attempt: 2 } } },
];

describe('struck', () => {
  it('passes an empty plan, and one of which a strike hit', () => {
    expect(struck(traceBuilder().trace())).toEqual({ result: 'pass' });
    const hit = traceBuilder({ plan }).task('a').call('model', 'chat', { hit: 1 }).answer('');
    expect(struck(hit.trace()).result).toBe('pass');
  });

  it('is unknown where a plan was drawn and came out empty', () => {
    expect(struck({ ...traceBuilder().trace(), drawn: true })).toEqual({
      result: 'unknown',
      reason: 'no fault was drawn for seed 1',
    });
  });

  it('is unknown where none hit, and names them', () => {
    expect(struck(traceBuilder({ plan }).task('a').answer('').trace())).toEqual({
      result: 'unknown',
      reason: 'the fault never struck: slow at flights (calls 3–5); hang at model (chat attempt 2)',
    });
  });
});
