import { expect, test } from 'vitest';
import { marginsIn, usualMargins, usualMarginWords } from './margins.ts';

test('what is given takes the place of what is usual', () => {
  const got = marginsIn(['goodput=2.5%', 'recovery=10 s', 'p99=none', 'pass = 5 %']);
  expect(got).toEqual({ ...usualMargins, goodput: 0.025, recovery: 10_000, p99: null, pass: 0.05 });
  expect(marginsIn([])).toEqual(usualMargins);
});

test('the help tells of the usual ones as they are', () => {
  const said = marginsIn(usualMarginWords.split(', '));
  expect(said).toEqual(usualMargins);
  const asked = Object.values(usualMargins).filter((one) => one !== null);
  expect(usualMarginWords.split(', ')).toHaveLength(asked.length);
});

test.each([
  ['godput=1%', 'Did you mean goodput'],
  ['goodput=0.01', 'a share such as goodput=1%'],
  ['goodput', 'a margin for one of'],
  ['recovery=5', 'a length of time'],
])('%s is refused', (text, words) => {
  expect(() => marginsIn([text])).toThrow(words);
});
