import { expect, test } from 'vitest';
import { wayOf } from './signature.ts';

test.for<readonly [one: string, other: string]>([
  ['POST /charge landed 2 times', 'POST /charge landed 3 times'],
  ['task during-1 was late by 1.5 s', 'task during-12 was late by 30 s'],
  ['order ORD-abcdefg1 was paid twice', 'order ORD-qwertyu7 was paid twice'],
  ['f47ac10b-58cc-aaaa-bbbb-0e02b2c3d479 hung', '1b9d6bcd-bbfd-cccc-dddd-ab8dfbbd4bed hung'],
  ['run 7f-0a1b2c3d failed', 'run 7f-99ee11aa failed'],
])('%s: numbers and ids make no other way', ([one, other]) => {
  expect(wayOf(one)).toBe(wayOf(other));
});

test.for<readonly [one: string, other: string]>([
  ['POST /v1/charge landed twice', 'POST /v2/charge landed twice'],
  ['full with tool1 down', 'full with tool2 down'],
  ['POST /charge landed twice', 'POST /refund landed twice'],
  ['a sub-agent failed', 'a sub-system failed'],
])('%s: other words do', ([one, other]) => {
  expect(wayOf(one)).not.toBe(wayOf(other));
});
