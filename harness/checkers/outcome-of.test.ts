import { describe, expect, it } from 'vitest';
import { outcomesOf } from './outcome-of.ts';
import { story, type CallStory, type Story } from './trace-fixture.ts';

const flight = 'BA-0k3f9x2a';
const told = (how: CallStory = {}) =>
  story()
    .task('a')
    .call('flights', 'GET /search', { meaning: { flight }, ...how });
const booked = (shouldDo?: Record<string, number>) =>
  story()
    .task('a', shouldDo ? { shouldDo } : {})
    .call('flights', 'POST /book', { makes: 'BK-1' });
const outcome = (tale: Story) => outcomesOf(tale.trace()).at(-1)?.outcome;

describe('the outcome of a task', () => {
  it.each<[string, Story]>([
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
    ['silently-wrong', told().answer('BA-zzzzzzzz', 'degraded')],
    [
      'silently-wrong',
      story()
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
    ['hung', booked().hang()],
    ['hung', told()],
  ])('is %s', (what, tale) => {
    expect(outcome(tale)).toBe(what);
  });

  it('is given for each task, with its phase', () => {
    const both = story().phase('baseline').task('a').answer('').phase('storm').task('b').hang();
    expect(outcomesOf(both.trace())).toEqual([
      { task: 'a', phase: 'baseline', outcome: 'unaffected' },
      { task: 'b', phase: 'storm', outcome: 'hung' },
    ]);
    expect(outcomesOf(story().trace())).toEqual([]);
  });
});
