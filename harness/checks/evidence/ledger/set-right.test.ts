import { expect, it } from 'vitest';
import { exactlyOnce } from '../../exactly-once.ts';
import { never } from '../../never.ts';
import { traceBuilder, type TraceBuilder } from '../../trace-builder.ts';

const put = 'PUT /reports/:date';
const asks = { input: 'report', shouldDo: { [put]: [{ total: 412 }] } };
const write = (told: TraceBuilder, total: number, date = 'may-1') =>
  told.call('hotels', put, {
    path: `/reports/${date}`,
    input: { total, isWhole: total === 412 },
    op: String(total),
    makes: `/reports/${date}`,
    idempotent: true,
  });
/** A report of a part under faults, and what is written in the recovery. */
const reported = (said: 'degraded' | 'full', after: number | null, date?: string) => {
  const told = write(traceBuilder().phase('baseline').task('a', asks), 412).answer('412 eels.');
  write(told.phase('fault').task('b', asks), 292).answer('Provisional: 292 eels.', said);
  if (after !== null)
    write(told.phase('recovery').task('c', asks), after, date).answer('412 eels.');
  return told.trace();
};

it('what is said to be less, and was written as expected by the next task, is no other effect', () => {
  const trace = reported('degraded', 412);
  expect(exactlyOnce().judge(trace).result).toBe('pass');
  expect(never('unsafe').judge(trace).result).toBe('pass');
});

it.each<[string, Parameters<typeof reported>]>([
  ['is told in full', ['full', 412]],
  ['stands at the end', ['degraded', null]],
  ['is written with other arguments than expected', ['degraded', 300]],
  ['is left, as the next task writes elsewhere', ['degraded', 412, 'may-2']],
])('it is another where it %s', (_, how) => {
  expect(exactlyOnce().judge(reported(...how)).result).toBe('fail');
});

it('what the same task wrote over as expected is no other effect', () => {
  const told = write(traceBuilder().task('a', asks), 292);
  expect(exactlyOnce().judge(write(told, 412).answer('412 eels.').trace()).result).toBe('pass');
  const back = write(write(traceBuilder().task('a', asks), 412), 292).answer('412 eels.');
  expect(exactlyOnce().judge(back.trace()).result).toBe('fail');
});
