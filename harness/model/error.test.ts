import { expect, test } from 'vitest';
import { HarnessError } from './error.ts';

const says = { expected: 'a number', got: '"x"', fix: 'Give a number.' };

test('it says what was expected, what came, and how to fix it', () => {
  const error = new HarnessError('bad-argument', says);
  expect(error.message).toBe('expected a number, got "x". Give a number.');
  expect(error).toBeInstanceOf(HarnessError);
  expect(error).toBeInstanceOf(Error);
});

test('the way to fix it stands on a line of its own after lines that a program printed', () => {
  const error = new HarnessError('system-died', { ...says, got: 'this:\n  boom\n' });
  expect(error.message).toBe('expected a number, got this:\n  boom\nGive a number.');
});

test('one of another copy of the package is known, too; others are not', () => {
  const foreign = Object.assign(new Error('…'), says, { name: 'HarnessError', code: 'bad-plan' });
  expect(foreign instanceof HarnessError).toBe(true);
  expect(new Error('x') instanceof HarnessError).toBe(false);
  expect({ ...says, name: 'HarnessError' } instanceof HarnessError).toBe(false);
});
