import { expect, test } from 'vitest';
import type { LoadGate, LoadReport } from '../../harness/model/load/load-report.ts';
import { loadHeadline, number, time } from './load-words.ts';

test.each([
  [0, '0 s'],
  [0.44, '0.4 ms'],
  [999, '999 ms'],
  [1000, '1 s'],
  [1250, '1.25 s'],
  [90_000, '90 s'],
  [120_000, '120 s'],
  [600_400, '600 s'],
])('%d ms are %s', (ms, words) => {
  expect(time(ms)).toBe(words);
});

test.each([
  [86.66667, '86.7'],
  [0.033333, '0.0333'],
  [40, '40'],
  [1234.56, '1234.6'],
])('%d is %s', (value, words) => {
  expect(number(value)).toBe(words);
});

test('the headline says why a load does not pass', () => {
  const gate = (name: string, result: LoadGate['result'], phase = 'fault'): LoadGate => ({
    gate: name,
    phase,
    result,
    reason: 'too short',
  });
  const of = (gates: readonly LoadGate[], doubts: readonly string[] = []) =>
    loadHeadline({
      phases: [],
      recovery: null,
      gates,
      invalid: [],
      doubts,
    } as unknown as LoadReport);
  const [open, lost] = [gate('p99 <= 1 s', 'unknown'), gate('recovers', 'fail', '')];
  const told = 'Right and in time: no task.';
  expect(of([gate('p99 <= 1 s', 'pass')])).toBe(told);
  expect(of([open])).toBe(`${told} Not known: p99 <= 1 s in fault: too short.`);
  expect(of([open, open])).toContain('p99 <= 1 s in fault (and 1 more): too short.');
  expect(of([open, lost])).toBe(`${told} Does not hold: recovers.`);
  expect(of([open], ['no fault of the plan ever struck'])).toBe(
    `${told} Nothing passes: no fault of the plan ever struck.`,
  );
});
