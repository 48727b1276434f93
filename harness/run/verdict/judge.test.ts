import { expect, test } from 'vitest';
import { traceBuilder } from '../../checks/trace-builder.ts';
import { check } from '../../model/trace/checker.ts';
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
