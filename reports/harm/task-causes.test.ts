import { expect, test } from 'vitest';
import { traceBuilder, type TraceBuilder } from '../../harness/checks/trace-builder.ts';
import { twinOf } from '../twin/twin.ts';
import { taskCauses } from './task-causes.ts';

const task = (asks?: Parameters<TraceBuilder['task']>[1]) => traceBuilder().task('t1', asks);
const of = (built: TraceBuilder, name = 't1') => {
  const trace = built.trace();
  return taskCauses(trace, name, twinOf(trace, [name]));
};

/** Two bookings where one was asked for, under these keys. */
const twice = (...keys: readonly string[]) =>
  keys
    .reduce(
      (built, key, n) => built.call('flights', 'POST /book', { makes: `B-${n}`, key }),
      task({ shouldDo: { 'POST /book': 1 } }),
    )
    .answer('Booked.');

test('what was done twice is told by the keys that it was asked with', () => {
  expect(of(twice('', ''))).toEqual([
    expect.stringMatching(/^flights POST \/book took effect 2 times, without an idempotency key: /),
  ]);
  expect(of(twice('a', 'b'))[0]).toContain('under 2 idempotency keys: a retry must send the key');
  expect(of(twice('a', 'a'))[0]).toContain(
    'under one idempotency key, which the tool does not heed',
  );
});

test('what was asked for twice may be done twice, and the same effect twice is one', () => {
  const two = task({ shouldDo: { 'POST /book': 2 } });
  two
    .call('flights', 'POST /book', { makes: 'B-1' })
    .call('flights', 'POST /book', { makes: 'B-2' });
  expect(of(two.answer('Booked.'))).toEqual([]);
  const same = task().call('flights', 'POST /book', { makes: 'B-1', key: 'a' });
  expect(
    of(same.call('flights', 'POST /book', { makes: 'B-1', key: 'a' }).answer('Booked.')),
  ).toEqual([]);
});

test('an effect of a call without a reply is named until something takes it back', () => {
  const lost = () =>
    task().call('hotels', 'POST /book', { makes: 'H-1', hit: 0, outcome: 'broken' });
  expect(of(lost().answer('No room.', 'failed'))).toEqual([
    expect.stringMatching(/^hotels POST \/book lost its connection, yet it took effect \(H-1\): /),
  ]);
  const undone = lost().call('hotels', 'DELETE /book/H-1', { undoes: 'H-1' });
  expect(of(undone.answer('No room.', 'failed'))).toEqual([]);
});

test('who comes back sooner than retry-after says is told, who waits is not', () => {
  const told = () => task().call('shop', 'GET /', { outcome: 'failed', retryAfterMs: '2 s' });
  const soon = told().wait(10).call('shop', 'GET /').answer('Here.');
  expect(of(soon)[0]).toMatch(/asked for a rest of 2 s and was called again after 10 ms: /);
  expect(of(told().wait('2 s').call('shop', 'GET /').answer('Here.'))).toEqual([]);
});

test('a false reply counts where the answer is full', () => {
  const lied = () => task().call('shop', 'GET /price', { taint: 'stale' });
  expect(of(lied().answer('9 EUR.'))[0]).toMatch(
    /reply of shop GET \/price that was not true \(stale\)/,
  );
  expect(of(lied().answer('I cannot tell.', 'abstained'))).toEqual([]);
});

test('a call that was waited for to the end, and one that was asked again and again', () => {
  const open = task()
    .call('shop', 'GET /', { outcome: 'unanswered', tookMs: '50 s' })
    .hang('deadline');
  expect(of(open)[0]).toMatch(/^It waits for shop GET \/ for 50 s, .*timeout of its own/);
  const many = task();
  for (let n = 0; n < 7; n += 1) many.call('shop', 'GET /', { outcome: 'failed' });
  expect(of(many.fail())[0]).toMatch(/^It asks shop GET \/ 7 times: /);
});

test('where a task goes another way than without faults is told last', () => {
  const built = traceBuilder()
    .phase('baseline')
    .task('before-1', { input: 'a' })
    .call('shop', 'GET /');
  const trace = built.answer('Here.').phase('fault').task('during-1', { input: 'a' });
  trace.call('shop', 'GET /', { outcome: 'broken', hit: 0 });
  expect(of(trace.fail(), 'during-1').at(-1)).toMatch(
    /^It first goes another way at shop GET \/: /,
  );
});
