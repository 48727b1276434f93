import { describe, expect, it } from 'vitest';
import { factsOf, factsOfAnswer } from './facts.ts';
import { isOfTheWay } from './of-the-way.ts';

const numbers = (value: unknown) => [...factsOfAnswer(value).numbers];

describe('the facts of an answer', () => {
  it.each([
    [160, ['160']],
    ['There are 1,200.50 of 1,300, and 12,5 more.', ['1200.5', '1300', '12.5']],
    ['350mg, €20, 7%, or -4 (5).', ['350', '20', '7', '-4', '5']],
    ['{"rooms":[3,4],"note":"2 left"}', ['3', '4', '2']],
    ['BK-4f9a1c2b, K1, 2027-05-03, 14:05, v2.1x, 3-4', []],
    ['After 3 attempts, in 12.5 s: 8 rooms.', ['8']],
    [
      { attempts: 3, tookMs: 12, created_at: 5, rooms: 8, entries: 2, countries: 4 },
      ['8', '2', '4'],
    ],
    ['', []],
    [null, []],
  ])('%j are the numbers %j', (answer, found) => {
    expect(numbers(answer)).toEqual(found);
  });

  it('are its times, nonces, words and flags, too', () => {
    const { times, nonces, words } = factsOf({
      open: true,
      says: ['The Elbe is LV-4f9a1c2b', 'since 2027-05-03, 14:05'],
    });
    expect([...times]).toEqual(['2027-05-03', '14:05']);
    expect([...nonces]).toEqual(['LV-4f9a1c2b']);
    expect([...words]).toEqual(['open true', 'the', 'elbe', 'is', 'since']);
  });

  it('of a reply are all of its numbers', () => {
    expect([...factsOf({ seconds: 45, tokens: 3 }).numbers]).toEqual(['45', '3']);
  });
});

it.each(['items', 'rooms', 'heat', 'entries', 'countries', 'updates', 'sometimes'])(
  'the field %s tells what an answer is, for all that its name holds',
  (field) => {
    expect(isOfTheWay(field)).toBe(false);
  },
);
