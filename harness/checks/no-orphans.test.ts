import { describe, expect, it } from 'vitest';
import { noOrphans } from './no-orphans.ts';
import type { Disposition } from '../model/trace/trace.ts';
import { traceBuilder, type CallSteps, type TraceBuilder } from './trace-builder.ts';

const book = 'POST /book';
const booked = (key = ''): TraceBuilder =>
  traceBuilder().task('a').call('flights', book, { makes: 'BK-1', key });
const verdict = (told: TraceBuilder) => noOrphans('flights').judge(told.trace());

describe('no orphans', () => {
  it.each([
    ['its id', { trip: { flight: 'BK-1' } }],
    ['its id in a sentence', 'Your booking is BK-1.'],
    ['its id as a key', { pending: { 'BK-1': 'unconfirmed' } }],
    ['its key', { reconcile: ['K-7'] }],
  ])('accounts for an effect by %s in the answer', (_, answer) => {
    expect(verdict(booked('K-7').answer(answer, 'degraded'))).toEqual({ result: 'pass' });
  });

  it.each([
    ['another id', 'Your booking is BK-12.'],
    ['nothing', { status: 'done' }],
  ])('fails an effect when the answer names %s', (_, answer) => {
    expect(verdict(booked().answer(answer))).toMatchObject({
      result: 'fail',
      signature: 'no-orphans: POST /book neither undone nor named in the answer',
      evidence: [2, 4],
    });
  });

  it.each<[unknown, 'pass' | 'unknown' | 'fail']>([
    [{ status: 'failed', attempts: 2 }, 'unknown'],
    [{ paid: 2 }, 'unknown'],
    ['It failed after 2 attempts.', 'unknown'],
    [{ flight: 2 }, 'pass'],
    [{ flightId: 2 }, 'pass'],
    [{ booking: { id: '2' } }, 'pass'],
    [{ trip: { book_ids: [1, 2] } }, 'pass'],
    ['Flight 2 is yours.', 'pass'],
    ['It is booked as #2.', 'pass'],
    [{ flight: 3 }, 'fail'],
  ])('whether %j names the effect 2: %s', (answer, result) => {
    const told = traceBuilder().task('a').call('flights', book, { makes: '2' }).answer(answer);
    expect(verdict(told).result).toBe(result);
  });

  it.each<[unknown, 'pass' | 'unknown' | 'fail']>([
    ['BK-1 was cancelled.', 'fail'],
    [{ cancelled: ['BK-1'] }, 'fail'],
    [{ id: 'BK-1', state: 'cancelled' }, 'unknown'],
    ['BK-1 could not be cancelled.', 'pass'],
    ['The hotel was full, and BK-1 is there.', 'pass'],
  ])('an effect that stands is told as undone by %j: %s', (answer, result) => {
    const told = verdict(booked().answer(answer, 'failed'));
    expect(told.result).toBe(result);
    const undone = booked().call('flights', 'DELETE /book', { undoes: 'BK-1' });
    expect(verdict(undone.answer(answer, 'failed')).result).toBe('pass');
    if (told.result === 'fail')
      expect(told.signature).toBe('no-orphans: POST /book told as undone, and it is there');
  });

  type Claimed = readonly ('hedged' | 'denied')[];
  const lost = { makes: 'BK-1', input: { ref: 'visit-7' }, outcome: 'broken', hit: 0 } as const;
  const handedOn = (call: CallSteps, answer: unknown, claims: Claimed = []) =>
    traceBuilder()
      .task('a')
      .call('flights', book, call)
      .add({
        kind: 'task.end',
        task: 'a',
        ending: { how: 'answered', answer, disposition: 'escalated', correct: null, claims },
      });
  it.each<[string, TraceBuilder, 'pass' | 'unknown' | 'fail']>([
    ['may be there, and names it', handedOn(lost, 'See visit-7.', ['hedged']), 'pass'],
    ['may be there, and names none', handedOn(lost, 'See there.', ['hedged']), 'fail'],
    ['is not there', handedOn(lost, 'No visit-7.', ['denied']), 'fail'],
    ['may be there, or not', handedOn(lost, 'visit-7?', ['hedged', 'denied']), 'unknown'],
    ['was asked for, and no more', handedOn(lost, 'visit-7: over to you.'), 'fail'],
    [
      'may be there, though a reply told its id',
      handedOn({ ...lost, outcome: 'replied' }, 'See visit-7.', ['hedged']),
      'fail',
    ],
    [
      'was asked for, where no reply can tell an id',
      handedOn({ ...lost, makes: '#1', outcome: 'replied' }, 'visit-7: over to you.'),
      'pass',
    ],
  ])('an answer says of an effect by its reference that it %s', (_, told, result) => {
    expect(verdict(told).result).toBe(result);
  });

  it.each<[string, Readonly<Record<string, number>>, readonly string[], Disposition, string]>([
    ['all that is expected', { [book]: 1 }, ['BK-1'], 'full', 'pass'],
    ['more than that', { [book]: 1 }, ['BK-1', 'BK-2'], 'full', 'fail'],
    ['less than that', { [book]: 1, 'POST /pay': 1 }, ['BK-1'], 'full', 'fail'],
    ['what nothing expects', {}, ['BK-1'], 'full', 'fail'],
    ['all that is expected', { [book]: 1 }, ['BK-1'], 'degraded', 'fail'],
    ['all that is expected', { [book]: 1 }, ['BK-1'], 'failed', 'fail'],
  ])('names no id over %s: %j', (_, shouldDo, made, disposition, result) => {
    const told = traceBuilder().task('a', { shouldDo });
    for (const makes of made) told.call('flights', book, { makes });
    expect(verdict(told.answer('Booked.', disposition)).result).toBe(result);
  });

  it('lets no wrong answer stand for what is expected, and says what an undeclared one lacks', () => {
    const told = () =>
      traceBuilder()
        .task('a', { shouldDo: { [book]: 1 } })
        .call('flights', book, { makes: 'BK-1' });
    expect(verdict(told().answer('Booked.', 'full', false)).result).toBe('fail');
    expect(verdict(booked().answer('Booked.'))).toMatchObject({
      reason: expect.stringContaining('expect.effects says what an answer in full stands for'),
    });
  });

  it('fails the effect of a task that failed or hung, unless undone', () => {
    expect(verdict(booked().fail('BK-1')).result).toBe('fail');
    expect(verdict(booked().hang()).result).toBe('fail');
    const undone = booked().call('flights', 'DELETE /book', { undoes: 'BK-1' });
    expect(verdict(undone.fail()).result).toBe('pass');
  });

  it('takes an undo by the key of an effect whose id was lost', () => {
    const undone = booked('K-7').call('flights', 'DELETE /book', { undoes: 'K-7' });
    expect(verdict(undone.fail()).result).toBe('pass');
  });

  it('takes no undo that came before the effect landed, or was for another', () => {
    const early = traceBuilder().task('a').call('flights', 'DELETE /book', { undoes: 'BK-1' });
    early.call('flights', book, { makes: 'BK-1' });
    expect(verdict(early.answer('cancelled', 'failed')).result).toBe('fail');
    const again = booked().call('flights', 'DELETE /book', { undoes: 'BK-1' });
    again.call('flights', book, { makes: 'BK-1' });
    expect(verdict(again.fail()).result).toBe('fail');
    const other = booked().call('flights', 'DELETE /book', { undoes: 'BK-2' });
    expect(verdict(other.fail()).result).toBe('fail');
    const elsewhere = booked().call('hotels', 'DELETE /book', { undoes: 'BK-1' });
    expect(verdict(elsewhere.fail()).result).toBe('fail');
  });

  it('finds an effect that lands after its task came back, and its late undo', () => {
    const late = traceBuilder().task('a').fail().call('flights', book, { makes: 'BK-1' });
    expect(verdict(late).result).toBe('fail');
    late.call('flights', 'DELETE /book', { undoes: 'BK-1', task: '' });
    expect(verdict(late).result).toBe('pass');
  });

  it('fails an effect of no task that no answer names', () => {
    const stray = traceBuilder().phase('fault').task('a').answer({ booking: 'BK-1' });
    stray.call('flights', book, { makes: 'BK-1', task: '' });
    expect(verdict(stray).result).toBe('pass');
    stray.call('flights', book, { makes: 'BK-2', task: '' });
    expect(verdict(stray).result).toBe('fail');
  });

  it('is never satisfied by an empty id or key', () => {
    const nameless = traceBuilder().task('a').call('flights', book, { makes: '' }).answer('');
    expect(verdict(nameless).result).toBe('fail');
  });

  it('cannot tell without tasks or point', () => {
    expect(noOrphans().judge(traceBuilder().trace()).result).toBe('unknown');
    expect(noOrphans('cars').judge(booked().answer('BK-1').trace()).result).toBe('unknown');
  });
});
