import { expect, test } from 'vitest';
import { traceBuilder } from '../../checks/trace-builder.ts';
import { failuresIn } from './failures-in.ts';
import { failed } from './verdict.ts';

const trace = traceBuilder().task('t').fail().trace();

test('two checks of one name that fail alike are one failure; what fails otherwise is another', () => {
  const verdicts = [
    { check: 'exactly-once', verdict: failed('POST /book landed 2 times', [1], 'landed twice') },
    { check: 'exactly-once', verdict: failed('POST /book landed 2 times', [1], 'landed twice') },
    { check: 'exactly-once', verdict: failed('POST /pay landed 2 times', [2], 'paid twice') },
    { check: 'bounded', verdict: failed('21 calls', [3], 'landed twice') },
  ];
  expect(
    failuresIn({ trace, verdicts }).map(({ check, verdict }) => [check, verdict.signature]),
  ).toEqual([
    ['exactly-once', 'landed twice'],
    ['exactly-once', 'paid twice'],
    ['bounded', 'landed twice'],
  ]);
});
