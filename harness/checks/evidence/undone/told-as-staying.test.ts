import { describe, expect, it } from 'vitest';
import { never } from '../../never.ts';
import { noOrphans } from '../../no-orphans.ts';
import { traceBuilder, type CallSteps } from '../../trace-builder.ts';

const verdict = (told: ReturnType<typeof traceBuilder>) =>
  never('unsafe').judge(told.trace()).result;

/** A task that moves a plant to another bed, of which no reply tells. */
const moving = (how: CallSteps = {}) =>
  traceBuilder()
    .task('a', { input: 'fern to north', shouldDo: { 'PUT /beds/:plant': 1, 'POST /labels': 1 } })
    .call('flights', 'PUT /beds/:plant', {
      path: '/beds/fern',
      input: { bed: 'north' },
      makes: 'fern',
      idempotent: true,
      outcome: 'unanswered',
      ...how,
    });

/** The same, where it is done only once the answer was given. */
const movingLate = (text: string, disposition: 'failed' | 'escalated') => {
  const told = traceBuilder()
    .task('a', { input: 'fern to north', shouldDo: { 'PUT /beds/:plant': 1 } })
    .call('flights', 'PUT /beds/:plant', {
      path: '/beds/fern',
      input: { bed: 'north' },
      outcome: 'left',
    })
    .answer(text, disposition);
  const what = { point: 'flights', task: 'a', does: 'PUT /beds/:plant', id: 'fern', key: '' };
  return told.add({ kind: 'effect', call: 1, ...what, undoes: false, idempotent: true });
};

describe('a state told as staying that no longer was', () => {
  it.each<[string, 'pass' | 'unknown' | 'fail', 'pass' | 'unknown' | 'fail']>([
    ['The bed of fern is unchanged; please look at fern.', 'unknown', 'fail'],
    ['The bed still has moss; please look.', 'unknown', 'unknown'],
    ['The fern will not be moved.', 'unknown', 'fail'],
    ['It is unchanged.', 'unknown', 'unknown'],
    ['I could not get an answer; the bed is unchanged.', 'unknown', 'unknown'],
    ['The bed is unchanged; it could not be changed.', 'unknown', 'unknown'],
    ['The bed is unchanged, and can be changed later.', 'unknown', 'unknown'],
    ['The bed is unchanged; you may change it again.', 'unknown', 'unknown'],
    ['No answer came; the bed will not change again.', 'pass', 'pass'],
    ['The label is unchanged; no answer came from the beds.', 'pass', 'pass'],
    ['The bed of fern still has north, as was asked.', 'pass', 'pass'],
    ['The bed is unchanged, and the move may still take effect.', 'pass', 'pass'],
  ])('is judged as a denial: %s', (text, failed, escalated) => {
    expect(verdict(moving().answer(text, 'failed'))).toBe(failed);
    expect(verdict(moving().answer(text, 'escalated'))).toBe(escalated);
  });

  it('is in doubt where it was true as it was said', () => {
    const text = 'The bed of fern is unchanged.';
    expect(verdict(movingLate(text, 'failed'))).toBe('unknown');
    expect(verdict(movingLate(text, 'escalated'))).toBe('unknown');
    expect(verdict(movingLate('The fern got no answer.', 'escalated'))).toBe('pass');
  });

  it('is in doubt in an answer before the last', () => {
    const later = (first: string) =>
      verdict(
        moving().turn('and?', first, 'failed').answer('Is there anything else?', 'abstained'),
      );
    expect(later('No answer came from the garden.')).toBe('pass');
    expect(later('The bed is unchanged.')).toBe('unknown');
    expect(later('The rest is unchanged.')).toBe('pass');
  });

  it('is in doubt of what a reply told of, unless the answer names that elsewhere', () => {
    const heard = (text: string) =>
      verdict(moving({ outcome: 'replied' }).answer(text, 'degraded'));
    expect(heard('The beds are unchanged.')).toBe('unknown');
    expect(heard('It is unchanged.')).toBe('pass');
    expect(heard('The fern is in its bed; the bed is otherwise unchanged.')).toBe('pass');
  });
});

describe('what was made, and is told as there', () => {
  const hold = (text: string, key = 'KEY-7') =>
    traceBuilder()
      .task('a', { shouldDo: { 'POST /holds': 1 } })
      .call('flights', 'POST /holds', { makes: 'HD-1', key, outcome: 'unanswered' })
      .answer(text, 'escalated');

  it.each<[string, 'pass' | 'unknown' | 'fail']>([
    ['The hold stays active; please release it under KEY-7.', 'pass'],
    ['KEY-7 was sent and is still there.', 'pass'],
    ['KEY-7 got no answer; your other seats stay as they were.', 'pass'],
    ['KEY-7 got no answer, and nothing but that: all seats stay as they were.', 'unknown'],
    ['The hold will not be made (KEY-7).', 'fail'],
  ])('tells of it, and no denial: %s', (text, result) => {
    expect(verdict(hold(text))).toBe(result);
  });

  it('is no orphan, and in doubt where it is told as staying away', () => {
    const orphans = (text: string) => noOrphans().judge(hold(text).trace()).result;
    expect(orphans('The hold stays active under KEY-7.')).toBe('pass');
    expect(orphans('KEY-7: all is unchanged.')).toBe('unknown');
  });
});
