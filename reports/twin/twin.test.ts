import { expect, test } from 'vitest';
import { traceBuilder } from '../../harness/checks/trace-builder.ts';
import { divergenceWords, twinLines } from './twin-words.ts';
import { twinOf } from './twin.ts';

/** A task without faults: looks, books, answers. */
const before = () =>
  traceBuilder()
    .phase('baseline')
    .task('before-1', { input: 'Rome' })
    .call('shop', 'GET /rooms', { safe: true })
    .call('shop', 'POST /book', { makes: 'B-1' })
    .answer('Booked B-1.')
    .phase('fault');

const twice = before()
  .task('during-1', { input: 'Rome' })
  .call('shop', 'GET /rooms', { safe: true })
  .call('shop', 'POST /book', { makes: 'B-2', hit: 0, outcome: 'broken' })
  .call('shop', 'POST /book', { makes: 'B-3' })
  .answer('Booked B-3.')
  .trace();

test('steps stand side by side, and the first difference is the call that was struck', () => {
  const twin = twinOf(twice, ['during-1']);
  expect(twin).toMatchObject({ task: 'during-1', clean: 'before-1', diverges: 1 });
  expect(twin?.rows.map(({ differs }) => differs)).toEqual([false, true, true, false]);
  expect(twin?.rows[2]).toMatchObject({ clean: null, struck: { lane: 'shop' } });
  const lines = twin ? twinLines(twin) : [];
  expect(lines[0]).toMatch(/without faults \(before-1\) +this task \(during-1\)/);
  expect(lines.filter((line) => line.startsWith('>'))).toHaveLength(1);
  expect(lines[2]).toMatch(
    /^> shop POST \/book +effect B-1, replied.* {2}a-fault, effect B-2, lost/,
  );
  expect(lines[3]).toMatch(/^\* shop POST \/book .*not called/);
});

test('a call that is no longer made stands where it was made', () => {
  const trace = before()
    .task('during-1', { input: 'Rome' })
    .call('shop', 'POST /book')
    .answer('Booked.')
    .trace();
  const twin = twinOf(trace, ['during-1']);
  expect(twin?.rows[0]).toMatchObject({ clean: { label: 'GET /rooms' }, struck: null });
  expect(twin?.diverges).toBe(0);
  expect(twin && divergenceWords(twin)).toMatch(/^at shop GET \/rooms: not called; in before-1/);
});

test('a task that goes as before differs nowhere, in whatever order it calls', () => {
  const trace = before()
    .task('during-1', { input: 'Rome' })
    .call('shop', 'POST /book', { makes: 'B-7' })
    .call('shop', 'GET /rooms', { safe: true })
    .answer('Booked B-7.')
    .trace();
  const twin = twinOf(trace, ['during-1']);
  expect(twin?.diverges).toBeNull();
  expect(twin && divergenceWords(twin)).toContain('as in before-1');
});

test('an effect that is missing is a difference, though the reply is the same', () => {
  const trace = before()
    .task('during-1', { input: 'Rome' })
    .call('shop', 'GET /rooms', { safe: true })
    .call('shop', 'POST /book')
    .answer('Booked B-1.')
    .trace();
  expect(twinOf(trace, ['during-1'])?.diverges).toBe(1);
});

test('there is none of a task before the faults, nor of one that was asked nothing like it', () => {
  const other = before().task('during-1', { input: 'Oslo' }).answer('No.').trace();
  expect(twinOf(other, ['during-1'])).toBeNull();
  expect(twinOf(other, ['before-1'])).toBeNull();
  expect(twinOf(other, [])).toBeNull();
  expect(twinOf(other, ['before-1', 'during-1', 'gone'])).toBeNull();
});

test('of many steps those from shortly before the first difference are told, and how it ended', () => {
  const calls = (phase: 'baseline' | 'fault', struck: boolean, builder = traceBuilder()) => {
    builder.phase(phase).task(`${phase}-1`, { input: 'all' });
    for (let n = 0; n < 100; n += 1)
      builder.call('shop', `GET /${n}`, struck && n === 50 ? { hit: 0, outcome: 'broken' } : {});
    return builder.answer('Done.');
  };
  const twin = twinOf(calls('fault', true, calls('baseline', false)).trace(), ['fault-1']);
  expect(twin?.leftOut).toEqual({ before: 44, after: 17 });
  expect(twin?.diverges).toBe(6);
  expect(twin?.rows).toHaveLength(40);
  expect(twin?.rows.at(-1)?.struck?.kind).toBe('task');
  expect(twin ? twinLines(twin).join('\n') : '').toMatch(/44 more steps, alike.*17 more steps/s);
});
