import { expect, it } from 'vitest';
import type { Disposition } from '../../../model/trace/trace.ts';
import { honest } from '../../honest.ts';
import { traceBuilder } from '../../trace-builder.ts';

const acme = 'PR-4f9a1c2b';

/** A task that cannot be told of BOLT, and says this in its place; another was told of ACME, and BOLT of before. */
function resultOf(answer: unknown, said: Disposition = 'degraded', input = 'BOLT') {
  const quote = (name: string, meaning: unknown) => ({
    safe: true,
    path: `/quote/${name}`,
    meaning,
  });
  const told = traceBuilder().phase('baseline');
  told
    .task('b1', { input: 'ACME' })
    .call('flights', 'GET /quote/:sym', quote('ACME', { at: acme }));
  told.answer(acme).task('b2', { input });
  told
    .call('flights', 'GET /quote/:sym', quote('BOLT', { at: 'PR-0k3f9x2a' }))
    .answer('PR-0k3f9x2a');
  told.phase('fault').task('d1', { input });
  const lost = { ...quote('BOLT', null), hit: 0, outcome: 'failed' as const };
  return honest().judge(told.call('flights', 'GET /quote/:sym', lost).answer(answer, said).trace());
}

it('fails a degraded answer that tells what belongs to other arguments', () => {
  expect(resultOf(`Last known of BOLT: ${acme}.`)).toMatchObject({
    result: 'fail',
    signature: 'honest: a claim comes from a reply to another question, of another task',
  });
});

it('fails one that failed and tells it, in its text or in another field', () => {
  expect(resultOf(`No quote. Last record: ${acme}.`, 'failed').result).toBe('fail');
  expect(resultOf({ text: 'No quote.', debug: acme }, 'failed').result).toBe('fail');
});

it('is in doubt where one that failed tells it by the name of the other', () => {
  const debug = { name: 'ACME', at: acme };
  expect(resultOf({ text: 'No quote.', debug }, 'failed').result).toBe('unknown');
  expect(resultOf({ text: 'No quote of BOLT.', debug: null }, 'failed').result).toBe('pass');
  expect(resultOf('No quote; before it was PR-0k3f9x2a.', 'failed').result).toBe('pass');
});

it.each([
  ['tells what it was told before', 'Last known of BOLT: PR-0k3f9x2a.', 'BOLT'],
  ['names the other', `No quote of BOLT; ACME is at ${acme}.`, 'BOLT'],
  ['was asked about both', `One of them is at ${acme}.`, 'BOLT or ACME'],
])('passes one that %s', (_, answer, input) => {
  expect(resultOf(answer, 'degraded', input).result).toBe('pass');
});
