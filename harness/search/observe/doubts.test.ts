import { expect, test } from 'vitest';
import { doubts } from './doubts.ts';
import type { Observation, Untold } from './observation.ts';

/** The reason that is told where a check told these in one run each. */
function reasonOf(...all: readonly (readonly [Untold['result'], reason: string] | null)[]) {
  const counting = doubts();
  for (const one of all) {
    const untold = one ? [{ check: 'honest', result: one[0], reason: one[1] }] : [];
    counting.add({ struck: [true], untold } as unknown as Observation);
  }
  return counting.list()[0]?.reason;
}

const idle = (reason: string) => ['not-applicable', reason] as const;
const open = (reason: string) => ['unknown', reason] as const;

test('the one reason of all runs stands alone', () => {
  expect(reasonOf(idle('no answer'), idle('no answer'))).toBe('no answer');
});

test('reasons that differ are told with their runs: none is told of all', () => {
  expect(reasonOf(idle('none is full'), idle('no answer'), idle('no answer'))).toBe(
    'no answer (2 of them); none is full (1 of them)',
  );
});

test('of a check that told nothing in any run, what it had not to judge is told too', () => {
  expect(reasonOf(open('two ways'), idle('no answer'))).toBe(
    'two ways (1 of them); no answer (1 of them)',
  );
  expect(reasonOf(open('two ways'), idle('no answer'), null)).toBe('two ways');
});

test('a few of many are told, and how many more there were', () => {
  const each = ['a', 'b', 'c', 'd', 'e'].map((reason) => idle(reason));
  expect(reasonOf(...each, idle('c'))).toBe(
    'c (2 of them); a (1 of them); b (1 of them); other reasons (2 of them)',
  );
});
