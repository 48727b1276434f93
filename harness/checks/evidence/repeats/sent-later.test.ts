import { describe, expect, it } from 'vitest';
import { exactlyOnce } from '../../exactly-once.ts';
import { honest } from '../../honest.ts';
import { never } from '../../never.ts';
import { recovers } from '../../recovers.ts';
import type { Disposition, Trace } from '../../../model/trace/trace.ts';
import { ledgerOf } from '../ledger.ts';
import { readTasks } from '../tasks.ts';
import { traceBuilder, type TraceBuilder } from '../../trace-builder.ts';

const label = 'POST /book';
const one = { shouldDo: { [label]: 1 } };
const queued = (told: TraceBuilder) =>
  told.answer('It waits as K-1, which may be there already.', 'escalated');

/** A task whose request is refused, and the next, which sends another's request before its own. */
function twoTasks({ first = queued, op = 'one', key = 'K-1' } = {}) {
  const asked = traceBuilder()
    .task('a', { input: 'one', ...one })
    .call('flights', label, { op: 'one', hit: 0, outcome: 'failed' });
  return first(asked)
    .task('b', { input: 'two', ...one })
    .call('flights', label, { op, key, makes: 'BK-1' })
    .call('flights', label, { op: 'two', key: 'K-2', makes: 'BK-2' })
    .answer('BK-2 is booked.')
    .trace();
}

describe('a request that an agent kept and sent later', () => {
  it('is the effect of the task that asked for it', () => {
    const trace = twoTasks();
    expect(exactlyOnce().judge(trace)).toEqual({ result: 'pass' });
    expect(honest().judge(trace)).toEqual({ result: 'pass' });
    expect(never('unsafe').judge(trace)).toEqual({ result: 'pass' });
  });

  it('is so, too, where who sends it asks for the same, if the key was named', () => {
    expect(exactlyOnce().judge(twoTasks({ op: 'two' })).result).toBe('pass');
    const unnamed = (told: TraceBuilder) => told.answer('It waits.', 'escalated');
    expect(exactlyOnce().judge(twoTasks({ first: unnamed, op: 'two' })).result).toBe('fail');
    expect(exactlyOnce().judge(twoTasks({ first: unnamed })).result).toBe('pass');
  });

  it('is said again by a tool that had done it already', () => {
    const again = (id: string) =>
      traceBuilder()
        .task('a', { input: 'one', ...one })
        .call('flights', label, { op: 'one', hit: 0, outcome: 'failed', key: 'K-1', makes: 'BK-1' })
        .answer('It waits as K-1, which may be there already.', 'escalated')
        .phase('recovery')
        .task('b', { input: 'two', ...one })
        .call('flights', label, { op: 'one', key: 'K-1', makes: id })
        .call('flights', label, { op: 'two', key: 'K-2', makes: 'BK-2' })
        .answer('BK-2 is booked.')
        .trace();
    expect(exactlyOnce().judge(again('BK-1'))).toEqual({ result: 'pass' });
    expect(never('unsafe').judge(again('BK-1'))).toEqual({ result: 'pass' });
    expect(exactlyOnce().judge(again('BK-9')).result).toBe('fail');
  });

  it('is in doubt where that task may deny it', () => {
    const denies = (told: TraceBuilder) => told.answer('K-1: nothing was sent.', 'failed');
    expect(never('unsafe').judge(twoTasks({ first: denies }))).toMatchObject({
      result: 'unknown',
      reason: expect.stringContaining('task a: POST /book left BK-1'),
    });
  });

  it.each([
    ['nobody asked for it before', { op: 'three', key: 'K-9' }],
    ['it has no key', { key: '' }],
    ['it is the own request once more', { op: 'two', key: 'K-3' }],
    [
      'who asked tells nothing of it',
      { first: (told: TraceBuilder) => told.answer('No.', 'failed') },
    ],
    ['who asked took it for done', { first: (told: TraceBuilder) => told.answer('Booked.') }],
  ])('is one too many where %s', (_, how) => {
    expect(exactlyOnce().judge(twoTasks(how))).toMatchObject({
      result: 'fail',
      reason: expect.stringContaining('task b: POST /book landed 2 times, 1 allowed'),
    });
  });
});

describe('a request that names its key, beside others that are kept', () => {
  /** Two tasks whose own requests are refused; each later one sends the last one's first. */
  const twoKept = (
    says = 'It waits as wish-1.',
    as: Disposition = 'escalated',
    other = 'It waits as wish-2.',
  ) =>
    traceBuilder()
      .task('a', { input: 'one', ...one })
      .call('flights', label, { op: 'one', hit: 0, outcome: 'failed' })
      .answer(says, as)
      .task('b', { input: 'two', ...one })
      .call('flights', label, { op: 'one', key: 'wish-1', makes: 'BK-1' })
      .call('flights', label, { op: 'two', hit: 1, outcome: 'failed' })
      .answer(other, 'escalated')
      .phase('recovery')
      .task('c', { input: 'one', ...one })
      .call('flights', label, { op: 'two', key: 'wish-2', makes: 'BK-2' })
      .call('flights', label, { op: 'one', key: 'wish-3', makes: 'BK-3' })
      .answer('BK-3 is booked.', 'full', true)
      .trace();

  it('is the effect of the task that named it, though who sends it leaves no more than it should', () => {
    const trace = twoKept();
    expect(exactlyOnce().judge(trace)).toEqual({ result: 'pass' });
    expect(recovers().judge(trace)).toEqual({ result: 'pass' });
    expect(honest().judge(trace)).toEqual({ result: 'pass' });
  });

  it('is theirs, too, where no answer names a key', () => {
    const trace = twoKept('It waits.', 'escalated', 'It waits.');
    expect(exactlyOnce().judge(trace)).toEqual({ result: 'pass' });
    expect(recovers().judge(trace)).toEqual({ result: 'pass' });
  });

  it('is not where who asked for it said that it failed', () => {
    const makers = (trace: Trace) =>
      ledgerOf(readTasks(trace)).entries.map(({ id, makers: [maker] }) => `${id} ${maker?.id}`);
    expect(makers(twoKept())).toEqual(['BK-1 a', 'BK-2 b', 'BK-3 c']);
    expect(makers(twoKept('It waits.', 'escalated', 'It waits.'))).toEqual(makers(twoKept()));
    expect(makers(twoKept('It was not done.', 'failed'))).toEqual(['BK-1 b', 'BK-2 b', 'BK-3 c']);
  });

  it('is the effect of that task where nobody was asked anything as it landed', () => {
    const sentBy = (key: string) =>
      traceBuilder()
        .task('a', { input: 'one', ...one })
        .call('flights', label, { op: 'one', hit: 0, outcome: 'failed' })
        .answer('It waits as wish-1.', 'escalated')
        .call('flights', label, { op: 'one', key, makes: 'BK-1', task: '' })
        .trace();
    expect(exactlyOnce().judge(sentBy('wish-1')).result).toBe('pass');
    expect(exactlyOnce().judge(sentBy('wish-9')).result).toBe('unknown');
  });

  /** The reply to what was sent for `a` is lost, and it is sent once more. */
  const twice = (id: string) =>
    traceBuilder()
      .task('a', { input: 'one', ...one })
      .call('flights', label, { op: 'one', hit: 0, outcome: 'failed' })
      .answer('It waits as wish-1.', 'escalated')
      .task('b', { input: 'two', ...one })
      .call('flights', label, {
        op: 'one',
        key: 'wish-1',
        makes: 'BK-1',
        hit: 1,
        outcome: 'broken',
      })
      .call('flights', label, { op: 'two', key: 'wish-2', makes: 'BK-2' })
      .answer('BK-2 is booked.')
      .phase('recovery')
      .task('c', { input: 'one', ...one })
      .call('flights', label, { op: 'one', key: 'wish-1', makes: id })
      .call('flights', label, { op: 'one', key: 'wish-3', makes: 'BK-3' })
      .answer('BK-3 is booked.')
      .trace();

  it('is one change however often it is sent with that key, in whichever phase', () => {
    expect(exactlyOnce().judge(twice('BK-1'))).toEqual({ result: 'pass' });
    expect(recovers().judge(twice('BK-1'))).toEqual({ result: 'pass' });
    expect(exactlyOnce().judge(twice('BK-9')).result).toBe('fail');
  });
});

describe('what a task made and took back before it made what it left', () => {
  /** A task whose request is refused, and the same one later, which puts another in place of its first. */
  const instead = ({ key = '', takesBack = true }) => {
    const refused = traceBuilder()
      .task('during-1', { input: 'one, no, two', ...one })
      .call('flights', label, { op: 'one', hit: 0, outcome: 'failed' })
      .answer('It may be there under during-1-one.', 'escalated')
      .phase('recovery')
      .task('after-1', { input: 'one, no, two', ...one })
      .call('flights', label, { op: 'one', key: `${key}one`, makes: 'BK-1' });
    const told = takesBack
      ? refused.call('flights', 'DELETE /book/:id', { undoes: 'BK-1' })
      : refused;
    return told
      .call('flights', label, { op: 'two', key: `${key}two`, makes: 'BK-2' })
      .answer('BK-2 is booked.', 'full', true)
      .trace();
  };
  const makers = (trace: Trace) =>
    ledgerOf(readTasks(trace)).entries.map(({ id, makers: [maker] }) => `${id} ${maker?.id}`);

  it.each(['after-1-', 'K-'])('is all its own: %s', (key) => {
    const trace = instead({ key });
    expect(makers(trace)).toEqual(['BK-1 after-1', 'BK-2 after-1']);
    expect(recovers().judge(trace)).toEqual({ result: 'pass' });
    expect(exactlyOnce().judge(trace)).toEqual({ result: 'pass' });
  });

  it('is one too many where it stands, and its key is in the name of its own task', () => {
    const trace = (key: string) => instead({ key, takesBack: false });
    expect(makers(trace('after-1-'))).toEqual(['BK-1 after-1', 'BK-2 after-1']);
    expect(never('unsafe').judge(trace('after-1-')).result).toBe('fail');
    // Another key may be of a request that was kept.
    expect(makers(trace('K-'))).toEqual(['BK-1 during-1', 'BK-2 after-1']);
    expect(makers(trace('after-12-'))).toEqual(['BK-1 during-1', 'BK-2 after-1']);
  });
});
