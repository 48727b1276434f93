import { expect, test } from 'vitest';
import { traceSchema } from '../model/trace/trace-schema.ts';
import { eventsOf } from '../model/trace/trace.ts';
import { traceBuilder } from './trace-builder.ts';

test('a call only reads where it says so, as in a trace of a run', () => {
  const told = traceBuilder().task('t1').call('flights', 'GET /flights', { safe: true });
  const trace = told.call('flights', 'POST /book', { safe: false }).trace();
  expect(traceSchema.parse(trace)).toEqual(trace);
  expect(eventsOf(trace, 'call.start').map(({ safe }) => safe)).toEqual([true, undefined]);
});
