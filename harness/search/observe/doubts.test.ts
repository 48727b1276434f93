import { expect, test } from 'vitest';
import type { Plan, Strike } from '../../model/fault/plan.ts';
import { wholeRun } from '../../model/trace/verdicts-of.ts';
import { doubts } from './doubts.ts';
import type { Observation, Untold } from './observation.ts';

const strike = (name: string): Strike => ({ fault: { name, params: {} }, at: 'shop', when: {} });

/** The parts of a run that are counted. */
const seen = (untold: readonly Untold[], plan: Plan, struck: readonly boolean[]) =>
  ({ plan, struck, untold }) as Partial<Observation> as Observation;

/** The reason that is told where a check told these in one run each. */
function reasonOf(...all: readonly (readonly [Untold['result'], reason: string] | null)[]) {
  const counting = doubts();
  for (const one of all) {
    const untold = one ? [{ check: 'honest', result: one[0], reason: one[1] }] : [];
    counting.add(seen(untold, [strike('slow')], [true]));
  }
  return counting.list()[0]?.reason;
}

const idle = (reason: string) => ['not-applicable', reason] as const;
const open = (reason: string) => ['unknown', reason] as const;

test('the one reason of all runs stands alone', () => {
  expect(reasonOf(idle('no answer'), idle('no answer'))).toBe('no answer');
});

test('reasons that differ in what tools drew are one', () => {
  const left = (id: string) => open(`it left ${id}`);
  expect(reasonOf(left('BK-0k3f9x2a'), left('BK-1k3f9x2a'))).toBe('it left BK-0k3f9x2a');
  expect(reasonOf(left('BK-0k3f9x2a'), left('7'), left('BK-1k3f9x2a'))).toBe(
    'it left BK-0k3f9x2a (2 of them); it left 7 (1 of them)',
  );
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

test('what ends the doubt is told once where it ends each of those that are told', () => {
  const [lost, told] = ['it lost a price', 'it told 7 (of 8)'].map((why) => `${why} (name it)`);
  expect(reasonOf(open(lost!), open(told!), open(lost!))).toBe(
    'it lost a price (2 of them); it told 7 (of 8) (1 of them) (name it)',
  );
  expect(reasonOf(open(lost!), open('it left 7'))).toBe(
    'it lost a price (name it) (1 of them); it left 7 (1 of them)',
  );
});

test('a few of many are told, and how many more there were', () => {
  const each = ['a', 'b', 'c', 'd', 'e'].map((reason) => idle(reason));
  expect(reasonOf(...each, idle('c'))).toBe(
    'c (2 of them); a (1 of them); b (1 of them); other reasons (2 of them)',
  );
});

test('of the runs in which a check could not tell the first of the fewest faults is kept', () => {
  const counting = doubts();
  const [slow, hang, refuse] = [strike('slow'), strike('hang'), strike('refuse')];
  const unclear = (reason: string) => [{ check: 'honest', result: 'unknown', reason }] as const;
  counting.add(seen(unclear('of three'), [slow, hang, refuse], [true, true, true]));
  counting.add(seen(unclear('of none'), [refuse], [false]));
  counting.add(seen(unclear('of one that hit'), [slow, hang], [false, true]));
  counting.add(seen(unclear('of one, later'), [refuse], [true]));
  counting.add(seen([{ check: 'recovers', result: 'not-applicable', reason: '' }], [slow], [true]));
  const [doubt] = counting.list();
  expect(doubt).toMatchObject({ unknown: 3, runs: 4 });
  expect(doubt?.smallest).toEqual({ plan: [hang], reason: 'of one that hit' });
});

test('what is no doubt of the search has no run to look at', () => {
  const counting = doubts();
  const idle = { check: 'recovers', result: 'not-applicable', reason: '' } as const;
  const none = { check: wholeRun, result: 'unknown', reason: 'no check applies' } as const;
  counting.add(seen([idle, none], [strike('slow')], [true]));
  counting.add(seen([idle], [strike('slow')], [true]));
  expect(counting.list()).toMatchObject([
    { check: wholeRun, unknown: 1, smallest: null },
    { check: 'recovers', unknown: 0, smallest: null },
  ]);
});
