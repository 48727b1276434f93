import { expect, test } from 'vitest';
import { traceBuilder } from '../../checks/trace-builder.ts';
import { check } from '../../model/trace/checker.ts';
import type { Trace } from '../../model/trace/trace.ts';
import { failed, notApplicable, passed, unknown, type Verdict } from '../../model/trace/verdict.ts';
import { judge } from './judge.ts';

const plan = [{ fault: { name: 'slow', params: {} }, at: 'flights', when: {} }];
const peace = () =>
  traceBuilder({ plan }).phase('baseline').task('a').answer('x').phase('fault').task('b');
const met = peace().call('flights', 'GET /', { hit: 0 }).answer('x').trace();
const missed = peace().call('flights', 'GET /').answer('x').trace();
const idle = notApplicable('nothing to judge');

test.each<[string, readonly Verdict[], string, string]>([
  ['one that passes', [passed], 'pass', 'unknown'],
  ['one that passes beside one that is not applicable', [passed, idle], 'pass', 'unknown'],
  ['none that applies', [idle, idle], 'unknown', 'unknown'],
  ['one that cannot tell', [passed, unknown('?'), idle], 'unknown', 'unknown'],
  ['none', [], 'unknown', 'unknown'],
])('of checks, %s', (_, verdicts, whereMet, whereMissed) => {
  const checks = verdicts.map((verdict, n) => check(`check-${n}`, () => verdict));
  expect(judge(met, checks).result).toBe(whereMet);
  expect(judge(missed, checks).result).toBe(whereMissed);
});

test.each<[string, readonly Verdict[], readonly Verdict[]]>([
  ['that fails beside one that passes', [passed, failed('b')], [failed('b')]],
  ['that fail in two ways', [failed('a'), passed, failed('b')], [failed('a'), failed('b')]],
  ['that cannot tell', [passed, unknown('?')], [unknown('?')]],
  ['that applies', [idle, passed], [passed]],
])('of checks of one name, those %s', (_, verdicts, told) => {
  const checks = verdicts.map((verdict) => check('same', () => verdict));
  const same = judge(met, checks).verdicts.filter((one) => one.check === 'same');
  expect(same.map(({ verdict }) => verdict)).toEqual(told);
});

test('a phase is known by its role, whatever its name', () => {
  const checks = [check('fine', () => passed)];
  const warmUp = { name: 'warm-up', role: 'before' } as const;
  const peak = { name: 'peak', role: 'during' } as const;
  const warm = () => traceBuilder({ plan }).phase(warmUp).task('a');
  const verdictOf = (trace: Trace, name: string) =>
    judge(trace, checks).verdicts.find((one) => one.check === name)?.verdict;
  const sound = warm().answer('x').phase(peak).task('b').call('flights', 'GET /', { hit: 0 });
  expect(verdictOf(sound.answer('x').trace(), 'steady-state')).toEqual(passed);
  const broken = warm().fail().phase(peak).task('b').call('flights', 'GET /', { hit: 0 });
  const whole = broken.answer('x').trace();
  expect(verdictOf(whole, 'steady-state')).toMatchObject({ result: 'fail' });
  expect(verdictOf(whole, 'fine')).toEqual(passed);
  expect(verdictOf(warm().fail().trace(), 'fine')).toMatchObject({
    reason: 'the run ended after its baseline, which failed without any fault',
  });
});

test('why a run as a whole shows nothing is told with its result', () => {
  const fine = [check('fine', () => passed)];
  const whyOf = (trace: Trace, checks = fine) => judge(trace, checks).why;
  expect(whyOf(met)).toBeNull();
  expect(whyOf(missed)).toBe('the fault never struck: slow at flights');
  expect(whyOf({ ...met, truncated: { dropped: 1, why: 'a cap' } })).toBe(
    'the trace is truncated: a cap',
  );
  expect(whyOf(met, [check('none', () => idle)])).toBe('no check applies; none: nothing to judge');
  expect(whyOf(met, [])).toBe('nothing was checked');
  expect(whyOf(missed, [check('bad', () => failed('it broke'))])).toBeNull();
  expect(whyOf(met, [check('mute', () => unknown('thin'))])).toBeNull();
});
