import { expect, it } from 'vitest';
import { doubtNotes, openDoubtWords } from './doubt-words.ts';

const advice = ' (say so (in words), or expect it)';
const doubtOf = (reason: string, least: string) => ({
  check: 'discloses',
  reason,
  unknown: 3,
  notApplicable: 0,
  runs: 9,
  smallest: { strikes: ['refuse at shop'], reason: least, again: null },
});

it('a reason that stands just before is not told again, whatever its advice', () => {
  const doubt = doubtOf(
    `the price is 3 (2 of them); it is 4 (1 of them)${advice}`,
    `it is 4${advice}`,
  );
  const [note] = doubtNotes({ doubts: [doubt] });
  expect(note?.such).toEqual([{ line: 'such as under: refuse at shop', again: null }]);
});

it('another reason is told, without advice and brackets', () => {
  const [note] = doubtNotes({ doubts: [doubtOf(`it is 3${advice}`, `it is 7${advice}`)] });
  expect(note?.such[0]?.line).toBe('such as under: refuse at shop: it is 7');
});

it('one line says what could not tell and why; what had nothing to judge is none of it', () => {
  const doubt = doubtOf(`it is 3${advice}`, `it is 3${advice}`);
  expect(openDoubtWords({ doubts: [doubt] })).toBe(
    'discloses could not tell in 3 of 9 runs: it is 3',
  );
  const idle = { ...doubt, unknown: 0, notApplicable: 9, smallest: null };
  expect(openDoubtWords({ doubts: [idle] })).toBe('');
});
