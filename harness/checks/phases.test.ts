import { expect, test } from 'vitest';
import type { Checker } from '../model/trace/checker.ts';
import { exactlyOnce } from './exactly-once.ts';
import { noOrphans } from './no-orphans.ts';
import { outcomesOf } from './evidence/outcome-of.ts';
import { traceBuilder, type CallSteps, type TraceBuilder } from './trace-builder.ts';

const refund = { makes: 'RF-1042', key: 'order-1042' } as const;
const refunded = (told: TraceBuilder, id: string, how: CallSteps = refund) =>
  told.task(id, { input: 'refund order 1042' }).call('hotels', 'POST /pay', how);

/** Refunds an order in peace, and says so. */
const peace = () =>
  refunded(traceBuilder().phase('baseline'), 'a').answer('RF-1042 for order-1042');
const struck = (how?: CallSteps) => refunded(peace().phase('fault'), 'b', how);
const recovered = (told: TraceBuilder) => refunded(told.phase('recovery'), 'c');
const stray = { ...refund, task: '' };

test.each<[string, TraceBuilder, Checker, string]>([
  ['an orphan whose id the baseline named', struck().fail(), noOrphans(), 'fail'],
  [
    'one that the recovery names',
    recovered(struck().fail()).answer('RF-1042'),
    noOrphans(),
    'fail',
  ],
  ['one that its own answer names', struck().answer('RF-1042'), noOrphans(), 'pass'],
  [
    'one of no task that other phases name',
    recovered(peace().phase('fault').task('b').call('hotels', 'POST /pay', stray).fail()).answer(
      'RF-1042',
    ),
    noOrphans(),
    'fail',
  ],
  [
    'an orphan that the recovery makes anew and takes back',
    recovered(struck().fail())
      .call('hotels', 'DELETE /pay', { undoes: 'RF-1042' })
      .answer('undone'),
    noOrphans(),
    'fail',
  ],
  [
    'an orphan that the recovery takes back',
    struck()
      .fail()
      .phase('recovery')
      .task('c')
      .call('hotels', 'DELETE /pay', { undoes: 'RF-1042' })
      .answer(''),
    noOrphans(),
    'pass',
  ],
  [
    'an id that comes once in each phase',
    recovered(struck().answer('')).answer(''),
    exactlyOnce(),
    'pass',
  ],
  [
    'another refund of the same key',
    refunded(struck().answer(''), 'd', { ...refund, makes: 'RF-2' })
      .call('hotels', 'POST /pay', { ...refund, makes: 'RF-3' })
      .answer(''),
    exactlyOnce(),
    'fail',
  ],
])('a key repeats over phases: %s', (_, told, checker, result) => {
  expect(checker.judge(told.trace()).result).toBe(result);
});

test('a task of the fault phase that failed is unsafe by what it left, whatever the baseline answered', () => {
  const outcome = outcomesOf(struck().fail().trace()).find(({ task }) => task === 'b')?.outcome;
  expect(outcome).toBe('unsafe');
});
