import { describe, expect, it } from 'vitest';
import type { Disposition } from '../../model/trace/trace.ts';
import { never } from '../never.ts';
import { noOrphans } from '../no-orphans.ts';
import { endedIn, outcomesOf } from './outcome-of.ts';
import { traceBuilder, type CallSteps, type TraceBuilder } from '../trace-builder.ts';

const flight = 'BA-0k3f9x2a';
const told = (how: CallSteps = {}) =>
  traceBuilder()
    .task('a')
    .call('flights', 'GET /search', { meaning: { flight }, ...how });
const booked = (shouldDo?: Record<string, number>) =>
  traceBuilder()
    .task('a', shouldDo ? { shouldDo } : {})
    .call('flights', 'POST /book', { makes: 'BK-1' });
const made = (how: CallSteps) => traceBuilder().task('a').call('flights', 'POST /book', how);
const seated = (label: string, how: CallSteps = {}) =>
  traceBuilder()
    .task('a')
    .call('flights', label, { makes: '7', ...how });
const again = (makes: string, op: string) => ['flights', 'POST /book', { makes, op }] as const;
const outcome = (tale: TraceBuilder) => outcomesOf(tale.trace()).at(-1)?.outcome;

/** A booking that was wanted, and landed without a word to the agent. */
const unheard = () =>
  traceBuilder()
    .task('a', { shouldDo: { 'POST /book': 1 } })
    .call('flights', 'POST /book', { makes: 'BK-1', outcome: 'broken' });

/** A booking at an address of its own, of which the reply held no id. */
const nameless = () => made({ makes: '#0k3f', input: { seat: 'mirza-7' } });

describe('the outcome of a task', () => {
  it.each<[string, TraceBuilder]>([
    ['unaffected', told().answer(flight, 'full', true)],
    ['recovered', told({ hit: 0 }).answer(flight, 'full', true)],
    ['degraded', told({ hit: 0 }).answer('less', 'degraded', false)],
    ['degraded', told({ taint: 'stale' }).answer(flight, 'degraded')],
    ['abstained', told().answer('', 'abstained')],
    ['escalated', told().answer('', 'escalated')],
    ['failed-loud', told().fail()],
    ['failed-loud', told().answer('sorry', 'failed', false)],
    ['silently-wrong', told().answer(flight, 'full', false)],
    ['silently-wrong', told({ taint: 'stale' }).answer(flight)],
    ['silently-wrong', told().answer('BA-zzzzzzz9', 'degraded')],
    [
      'silently-wrong',
      traceBuilder()
        .task('a', { shouldDo: { 'POST /book': 1 } })
        .answer('booked'),
    ],
    ['silently-wrong', told().answer('').task('b').answer(flight)],
    ['unaffected', told().answer('').task('b').answer(flight, 'full', true)],
    ['unsafe', booked().fail()],
    ['unsafe', booked().answer('done')],
    ['unaffected', booked().answer('BK-1')],
    ['unaffected', booked({ 'POST /book': 1 }).answer('done')],
    ['unaffected', booked().answer('done', 'full', true)],
    ['unsafe', booked().call('flights', 'POST /book', { makes: 'BK-2' }).answer('BK-1 BK-2')],
    ['unaffected', made({ makes: 'BK-1', key: 'K-1' }).answer('done')],
    ['unaffected', made({ makes: '#0k3f' }).answer('done')],
    ['unaffected', seated('seats/set', { idempotent: true }).answer('done')],
    ['unsafe', seated('PUT /seat').answer('done')],
    ['degraded', made({ makes: 'BK-1', key: 'K-1' }).answer('a part', 'degraded')],
    ['degraded', booked({ 'POST /book': 1 }).answer('a part', 'degraded', false)],
    ['unsafe', made({ makes: 'BK-1', key: 'K-1' }).answer('ask Ann', 'escalated')],
    ['unsafe', unheard().answer('not booked', 'degraded')],
    ['escalated', unheard().answer('it may be booked: ask Ann', 'escalated')],
    ['escalated', nameless().answer('seat mirza-7 was booked: look', 'escalated')],
    ['unsafe', nameless().answer('ask Ann', 'escalated')],
    ['failed-loud', booked().fail('no reply to BK-1')],
    ['failed-loud', made({ makes: 'BK-1', key: 'K-1', outcome: 'broken' }).fail()],
    ['failed-loud', made({ makes: 'BK-1', key: 'K-1', outcome: 'broken' }).answer('no', 'failed')],
    ['unsafe', made({ makes: 'BK-1', outcome: 'broken' }).fail()],
    ['unsafe', made({ makes: 'BK-1', key: 'K-1' }).fail()],
    ['failed-loud', made({ makes: 'BK-1', key: 'K-1', dies: true }).fail()],
    ['unsafe', made({ makes: 'BK-1', dies: true }).fail()],
    [
      'unaffected',
      made({ makes: 'BK-1', op: 'b#1' })
        .call(...again('BK-2', 'b#2'))
        .answer('BK-1 BK-2'),
    ],
    [
      'unsafe',
      made({ makes: 'BK-1', op: 'b#1' })
        .call(...again('BK-2', 'b#1'))
        .answer('BK-1 BK-2'),
    ],
    ['unaffected', told().answer('').task('b', { input: 'a' }).answer(flight)],
    ['hung', booked().hang()],
    ['hung', told()],
  ])('is %s', (what, tale) => {
    expect(outcome(tale)).toBe(what);
  });

  it('measures what nothing declares by what the same task left in the baseline', () => {
    const twice = (tale: TraceBuilder, ids: readonly string[]) =>
      ids
        .reduce(
          (all, makes) => all.call(...again(makes, 'b#1')),
          tale.task(ids[0] ?? '', { input: 'q' }),
        )
        .answer(ids);
    const peace = () => twice(traceBuilder().phase('baseline'), ['BK-1', 'BK-2']).phase('fault');
    expect(outcome(twice(peace(), ['BK-3', 'BK-4']))).toBe('unaffected');
    expect(outcome(twice(peace(), ['BK-3', 'BK-4', 'BK-5']))).toBe('unsafe');
  });

  it.each<[string, object, Parameters<TraceBuilder['answer']>, string]>([
    ['nothing expects it', {}, ['Sorry.', 'abstained'], 'nor expected (expect.effects says'],
    [
      'it is expected, and the answer declines',
      { shouldDo: { 'POST /book': 1 } },
      ['Sorry.', 'abstained'],
      'left BK-1, expected, yet neither undone nor named in the answer, which reads as abstained (',
    ],
    [
      'it is expected, and the answer is wrong',
      { shouldDo: { 'POST /book': 1 } },
      ['Done.', 'full', false],
      'nor named in the answer, and the answer is another than it should be: expected an answer, got Done.',
    ],
    [
      'it is expected, and the answer that failed is not that in full',
      { shouldDo: { 'POST /book': 1 } },
      ['Sorry.', 'failed', false],
      'nor named in the answer, which reads as failed (',
    ],
  ])('says why an effect is damage where %s', (_, asks, answer, reason) => {
    const tale = traceBuilder().task('a', asks).call('flights', 'POST /book', { makes: 'BK-1' });
    const [ended] = endedIn(tale.answer(...answer).trace());
    expect(ended).toMatchObject({
      outcome: 'unsafe',
      finding: { reason: expect.stringContaining(reason) },
    });
  });

  it('is given for each task, with its phase', () => {
    const both = traceBuilder()
      .phase('baseline')
      .task('a')
      .answer('')
      .phase('fault')
      .task('b')
      .hang();
    expect(outcomesOf(both.trace())).toEqual([
      { task: 'a', role: 'before', outcome: 'unaffected' },
      { task: 'b', role: 'during', outcome: 'hung' },
    ]);
    expect(outcomesOf(traceBuilder().trace())).toEqual([]);
  });
});

describe('an effect that an earlier answer of a conversation named', () => {
  /** A booking, told of before the user asked for more, of which nothing came. */
  const talk = (said: string, makes = 'BK-1', disposition: Disposition = 'full') =>
    traceBuilder()
      .task('a', { shouldDo: { 'POST /book': 1, 'POST /pay': 1 } })
      .call('flights', 'POST /book', { makes, meaning: { id: makes } })
      .turn('Pay it.', said, disposition)
      .call('hotels', 'POST /pay', { outcome: 'failed', hit: 0 });
  const denied = (tale: TraceBuilder) =>
    tale.add({
      kind: 'task.end',
      task: 'a',
      ending: {
        how: 'answered',
        answer: 'There is nothing.',
        disposition: 'failed',
        claims: ['denied'],
        correct: null,
      },
    });

  it.each<[string, TraceBuilder, string]>([
    ['is told of', talk('Booked BK-1.').answer('Not now.', 'failed'), 'failed-loud'],
    ['is told of before an error', talk('Booked BK-1.').fail(), 'failed-loud'],
  ])('%s', (_, tale, expected) => {
    expect(outcome(tale)).toBe(expected);
  });

  it.each<[string, TraceBuilder, string]>([
    ['is told of by other words', talk('Booked.').answer('Not now.', 'failed'), 'unknown'],
    ['may be named by chance', talk('Booked 7.', '7').answer('Not now.', 'failed'), 'unknown'],
    ['may be denied by the last answer', denied(talk('Booked.')), 'unknown'],
    ['is told of in part', talk('Asked.', 'BK-1', 'escalated').answer('No.', 'failed'), 'fail'],
  ])('%s', (_, tale, expected) => {
    expect(never('unsafe').judge(tale.trace()).result).toBe(expected);
  });

  it('is no orphan, unless the last answer denies it', () => {
    const result = (tale: TraceBuilder) => noOrphans().judge(tale.trace()).result;
    expect(result(talk('Booked BK-1.').answer('Not now.', 'failed'))).toBe('pass');
    expect(result(talk('Booked.').answer('Not now.', 'failed'))).toBe('fail');
    expect(result(denied(talk('Booked BK-1.')))).toBe('fail');
  });
});
