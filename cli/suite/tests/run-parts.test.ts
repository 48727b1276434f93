import { expect, it } from 'vitest';
import type { Note } from '../job.ts';
import { addNotes, countsOf, runParts, titleOfPart } from './run-parts.ts';

it('is a test a seed, and never more than a thousand tests', () => {
  expect(runParts('t', { first: 7, runs: 1 })).toEqual([{ name: 't', seeds: [7] }]);
  expect(runParts('t', { first: 7, runs: 2 }).map(({ name }) => name)).toEqual([
    't (seed 7)',
    't (seed 8)',
  ]);
  const many = runParts('t', { first: 1, runs: 2_500 });
  expect(many).toHaveLength(834);
  expect(many[0]).toEqual({ name: 't (seeds 1 to 3)', seeds: [1, 2, 3] });
  expect(many.flatMap(({ seeds }) => seeds)).toEqual(
    Array.from({ length: 2_500 }, (_, index) => index + 1),
  );
  for (const { name } of [...many, ...runParts('t', { first: 1, runs: 3 })])
    expect(titleOfPart(name)).toBe('t');
});

const note = (more: Partial<Note>): Note => ({
  scenario: 't',
  result: 'pass',
  runs: 1,
  records: [],
  ...more,
});

it('adds up what parts say, those that struck nothing apart', () => {
  const idle = note({ result: 'unknown', isIdle: true });
  const kept = note({ records: ['a.json'], tally: 'one' });
  expect(addNotes(idle, kept)).toMatchObject({ result: 'pass', runs: 2, tally: 'one' });
  expect(addNotes(idle, idle)).toMatchObject({ result: 'unknown', isIdle: true });
  const all = [idle, kept, note({ result: 'fail' })].reduce(addNotes);
  expect(all).toMatchObject({ result: 'fail', runs: 3, records: ['a.json'] });
  expect(countsOf([all, kept])).toEqual({ pass: 2, unknown: 0, fail: 1, idle: 1 });
  expect(countsOf([addNotes(idle, idle)])).toEqual({ pass: 0, unknown: 2, fail: 0, idle: 0 });
});
