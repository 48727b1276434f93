import { describe, expect, it } from 'vitest';
import type { Disposition } from '../../../model/trace/trace.ts';
import { exactlyOnce } from '../../exactly-once.ts';
import { never } from '../../never.ts';
import { noOrphans } from '../../no-orphans.ts';
import { traceBuilder, type CallSteps } from '../../trace-builder.ts';

const book = 'POST /book';
const release = 'DELETE /book/:id';
type Wanted = Readonly<Record<string, number>>;
const once: Wanted = { [book]: 1 };
// The steps of the builder are those of numbers; a trace may hold arguments.
const forPat = { [book]: [{ name: 'Pat' }] } as unknown as Wanted;
const refused = { outcome: 'failed', hit: 0 } as const;

/** A task that books for Sam, then for Pat in his place, without faults and with. */
function replacing(shouldDo: Wanted, faulty: (tale: ReturnType<typeof traceBuilder>) => unknown) {
  const tale = traceBuilder()
    .phase('baseline')
    .task('before-1', { input: 'Sam, no, Pat', shouldDo });
  give(tale, 'Sam', 'BK-1');
  tale.call('flights', release, { path: '/book/BK-1', undoes: 'BK-1' });
  give(tale, 'Pat', 'BK-2');
  tale.answer('Pat has it (BK-2).').phase('fault');
  tale.task('during-1', { input: 'Sam, no, Pat', shouldDo });
  faulty(tale);
  return tale.trace();
}

function give(
  tale: ReturnType<typeof traceBuilder>,
  name: string,
  id: string,
  more: CallSteps = {},
) {
  return tale.call('flights', book, {
    op: name,
    input: { name },
    meaning: { id },
    makes: id,
    ...more,
  });
}

/** The same, where the first booking cannot be released. */
const stuck = (answer: string, disposition: Disposition, shouldDo: Wanted) =>
  replacing(shouldDo, (tale) =>
    give(tale, 'Sam', 'BK-3')
      .call('flights', release, { path: '/book/BK-3', ...refused })
      .answer(answer, disposition),
  );

const results = (trace: ReturnType<typeof replacing>) =>
  [exactlyOnce(), never('unsafe'), noOrphans()].map((check) => check.judge(trace).result);

describe.each([
  ['a number', once],
  ['arguments', forPat],
])('what a task takes back without faults, where it expects %s', (_, shouldDo) => {
  it.each<[string, Disposition, string[]]>([
    ['BK-3 stays with Sam: it could not be released.', 'failed', ['pass', 'pass', 'pass']],
    ['BK-3 stays with Sam: it could not be released.', 'escalated', ['pass', 'pass', 'pass']],
    ['It could not be done.', 'failed', ['pass', 'fail', 'fail']],
    ['BK-3 of Sam was released; Pat could not be given it.', 'failed', ['pass', 'fail', 'fail']],
  ])('was asked for, and must be told: %s (%s)', (answer, disposition, expected) => {
    expect(results(stuck(answer, disposition, shouldDo))).toEqual(expected);
  });

  it('may stand beside what was put in its place, if the answer names it', () => {
    const both = (answer: string, disposition: Disposition, more: CallSteps = {}) =>
      exactlyOnce().judge(
        replacing(shouldDo, (tale) => {
          give(tale, 'Sam', 'BK-3').call('flights', release, { path: '/book/BK-3', ...refused });
          give(tale, 'Pat', 'BK-4', more).answer(answer, disposition);
        }),
      ).result;
    expect(both('Pat has BK-4; BK-3 of Sam could not be released.', 'degraded')).toBe('pass');
    expect(both('Pat has BK-4; something went wrong.', 'degraded')).toBe('fail');
    expect(both('Pat has it (BK-4).', 'full')).toBe('fail');
    expect(both('BK-3 and BK-4 are there.', 'escalated', { input: { name: 'Lee' } })).toBe(
      shouldDo === once ? 'pass' : 'fail',
    );
  });

  it('is too many where it is there twice', () => {
    const twice = replacing(shouldDo, (tale) => {
      give(tale, 'Sam', 'BK-3', { outcome: 'unanswered' });
      give(tale, 'Sam', 'BK-4').call('flights', release, { path: '/book/BK-4', ...refused });
      tale.answer('BK-4 stays with Sam: it could not be released.', 'failed');
    });
    expect(exactlyOnce().judge(twice).result).toBe('fail');
  });
});

describe('what a task takes back only where something fails', () => {
  const saga = (answer: string, disposition: Disposition) =>
    traceBuilder()
      .task('a', { shouldDo: { [book]: 1, 'POST /pay': 1 } })
      .call('hotels', book, { makes: 'BK-1', meaning: { id: 'BK-1' } })
      .call('hotels', 'POST /pay', refused)
      .call('hotels', release, { path: '/book/BK-1', ...refused })
      .answer(answer, disposition)
      .trace();

  it.each<[string, string[]]>([
    ['BK-1 could not be cancelled and is still booked.', ['pass', 'pass', 'pass']],
    ['The payment was refused.', ['pass', 'fail', 'fail']],
    ['The payment was refused, so BK-1 was cancelled.', ['pass', 'fail', 'fail']],
  ])('stands, and must be told: %s', (answer, expected) => {
    expect(results(saga(answer, 'failed'))).toEqual(expected);
  });
});
