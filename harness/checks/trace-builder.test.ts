import { expect, test } from 'vitest';
import { traceSchema } from '../model/trace/trace.ts';
import { eventsOf } from '../model/trace/trace.ts';
import { honest } from './honest.ts';
import { traceBuilder } from './trace-builder.ts';

test('a call only reads where it says so, as in a trace of a run', () => {
  const told = traceBuilder().task('t1').call('flights', 'GET /flights', { safe: true });
  const trace = told.call('flights', 'POST /book', { safe: false }).trace();
  expect(traceSchema.parse(trace)).toEqual(trace);
  expect(eventsOf(trace, 'call.start').map(({ safe }) => safe)).toEqual([true, undefined]);
});

test('a conversation is as in a trace of a run, and its earlier answers are judged', () => {
  const told = traceBuilder().task('t1').turn('On Friday.', { status: 'done', id: 'BK-3f8a2c1d' });
  const trace = told.turn('Book it.', 'Noted.').answer('Booked.').trace();
  expect(traceSchema.parse(trace)).toEqual(trace);
  expect(eventsOf(trace, 'task.turn').map(({ turn, input }) => [turn, input])).toEqual([
    [2, 'On Friday.'],
    [3, 'Book it.'],
  ]);
  expect(honest().judge(trace)).toMatchObject({ result: 'fail', evidence: [1] });
});
