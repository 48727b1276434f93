import { describe, expect, it, test } from 'vitest';
import { traceBuilder } from '../../checks/trace-builder.ts';
import { check, judgeWith, type Checker, type Ruling } from './checker.ts';

const trace = traceBuilder().trace();
const ruled = (ruling: unknown) =>
  judgeWith(
    check('mine', () => ruling as Ruling),
    trace,
    {},
  );

describe('what a check of one’s own returns', () => {
  it.each([
    [true, { result: 'pass' }],
    [false, { result: 'fail', reason: 'mine', evidence: [], signature: 'mine' }],
    [{ result: 'pass' }, { result: 'pass' }],
    [{ result: 'pass', reason: 'all is well' }, { result: 'pass' }],
    [{ result: 'unknown' }, { result: 'unknown', reason: 'mine' }],
    [
      { result: 'fail', reason: '' },
      { result: 'fail', reason: 'mine', evidence: [], signature: 'mine' },
    ],
    [
      { result: 'fail', reason: 'late' },
      { result: 'fail', reason: 'late', evidence: [], signature: 'late' },
    ],
    [
      { result: 'fail', reason: 'late', evidence: [3], signature: 'it is late' },
      { result: 'fail', reason: 'late', evidence: [3], signature: 'it is late' },
    ],
  ])('%j is a verdict', (ruling, verdict) => {
    expect(ruled(ruling)).toEqual(verdict);
  });

  it.each([
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
    ['an empty object', {}, '{}'],
    ['a word', 'fail', "'fail'"],
    ['a number', 0, '0'],
    ['a function', () => true, '[Function (anonymous)]'],
    ['a promise of a verdict', Promise.resolve({ result: 'pass' }), 'a Promise'],
    ['a bigint', 1n, '1n'],
    ['a result of another kind', { result: 'failed' }, "{ result: 'failed' }"],
    ['a reason that is no text', { result: 'fail', reason: 7 }, "{ result: 'fail', reason: 7 }"],
    [
      'evidence that is no list',
      { result: 'fail', evidence: 3 },
      "{ result: 'fail', evidence: 3 }",
    ],
    ['a long one', 'x'.repeat(200), `'${'x'.repeat(99)}…`],
  ])('%s is a mistake that names the check', (_, ruling, got) => {
    const mistake = `expected a verdict or a boolean from check "mine", got ${got}. `;
    expect(() => ruled(ruling)).toThrow(mistake);
  });
});

test('a promise that is broken later ends nothing', async () => {
  expect(() => ruled(Promise.reject(new Error('oh')))).toThrow('a Promise');
  await new Promise(setImmediate);
});

test('a checker that was made by hand is held to the same', () => {
  const byHand = { name: 'mine', judge: () => false } as unknown as Checker;
  expect(judgeWith(byHand, trace, {}).result).toBe('fail');
});

test('a check that throws cannot tell', () => {
  const throws = check('mine', () => {
    throw new Error('oh');
  });
  expect(judgeWith(throws, trace, {})).toEqual({
    result: 'unknown',
    reason: 'the check threw: oh',
  });
});
