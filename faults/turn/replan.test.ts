import { expect, test } from 'vitest';
import type { Turn } from '../../harness/model/turn.ts';
import { isStanding } from '../../harness/model/fault/fault.ts';
import {
  alteredBy,
  callingTurn,
  chatStream,
  effectOf,
  momentOf,
  sampleCall,
} from '../testing/samples.ts';
import { replan } from './replan.ts';

const asking = (args: object | string): Turn => ({
  text: '',
  toolCalls: [
    { id: 'call_1', name: 'refund', arguments: typeof args === 'string' ? args : json(args) },
  ],
  finish: 'tool-calls',
});
const json = (value: unknown) => JSON.stringify(value);
const argumentsOf = (turn: unknown) => (turn as Turn).toolCalls[0]?.arguments ?? '';
const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
const refund = { order: 'A-7', cents: 1250, lines: [{ sku: 'T1', count: 2 }], reason: 'Too late.' };

test('asks for the same, with its keys and spaces in another way', () => {
  const written = seeds.map((seed) =>
    argumentsOf(alteredBy(replan({ words: false }), asking(refund), seed)),
  );
  for (const text of written) expect(JSON.parse(text)).toEqual(refund);
  expect(written).not.toContain(json(refund));
  expect(new Set(written).size).toBeGreaterThan(1);
  for (const text of written) expect(Object.keys(JSON.parse(text) as object)[0]).not.toBe('order');
});

test('words a reason anew, and nothing else', () => {
  for (const seed of seeds) {
    const { reason, ...rest } = JSON.parse(
      argumentsOf(alteredBy(replan(), asking(refund), seed)),
    ) as typeof refund;
    expect({ ...rest, reason: refund.reason }).toEqual(refund);
    expect(reason).toContain('Too late');
    expect(reason).not.toBe(refund.reason);
  }
});

test('takes the longest sentence where no field is named like a note', () => {
  const post = { to: 'Ada', text: 'Your parcel is on its way.', short: 'It is on its way.' };
  const said = JSON.parse(argumentsOf(alteredBy(replan(), asking(post)))) as typeof post;
  expect(said).toMatchObject({ to: 'Ada', short: post.short });
  expect(said.text).not.toBe(post.text);
});

test.each([
  { item: 'green tea', name: 'Ada Obi of the long green lane' },
  { address: 'The Old Mill by the Green Bridge', command: 'rm the old files and go on' },
  { text: 'Room 12, from 3 to 5 on the 4th floor' },
])('%j says what words cannot change', (args) => {
  const said = JSON.parse(argumentsOf(alteredBy(replan(), asking(args)))) as object;
  expect(said).toEqual(args);
});

test.each(['{"to":"ro', 'rome', '["rome"]', '{"id":12345678901234567890}', '{"x":1e400}'])(
  '%s stays as it is: it could not be written in another way and be the same',
  (text) => {
    expect(argumentsOf(alteredBy(replan(), asking(text)))).toBe(text);
  },
);

test('keeps ids, names and a turn without calls, and is no lie', () => {
  const said = alteredBy(replan(), callingTurn) as Turn;
  expect(said.toolCalls.map(({ id, name }) => [id, name])).toEqual([
    ['call_1', 'search'],
    ['call_2', 'book'],
  ]);
  expect(argumentsOf(alteredBy(replan(), asking('{}')))).toMatch(/^\{\s\}$/);
  expect(alteredBy(replan(), chatStream.meaning)).toEqual(chatStream.meaning);
  expect(effectOf(replan())).toMatchObject({ kind: 'alter', isTrue: true });
});

test.each([refund, { id: 7 }, {}, { '1': 'a', '2': 'b' }, { lines: [{}, []] }])(
  'no attempt repeats the one before it: %j',
  (args) => {
    for (const seed of seeds) {
      const all = [1, 2, 3, 4, 5, 6, 7].map((attempt) => writtenAt(attempt, args, seed));
      all.reduce((before, text) => {
        expect(text).not.toBe(before);
        return text;
      });
      for (const text of all) expect(JSON.parse(text)).toEqual(args);
    }
  },
);

/** The arguments of a turn as a model that is asked for the so-manieth time writes them. */
function writtenAt(attempt: number, args: object, seed: number): string {
  const { kind, params } = replan({ words: false });
  if (isStanding(kind)) throw new Error('it strikes calls');
  const call = { ...sampleCall, site: { ...sampleCall.site, attempt } };
  const effect = kind.effect(params, call, momentOf(seed));
  if (effect.kind !== 'alter') throw new Error('it does not alter');
  return argumentsOf(effect.alter(asking(args)));
}
