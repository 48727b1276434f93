import { expect, test } from 'vitest';
import { finder } from './finder.ts';

/** So many others that no pattern holds them. */
const many = Array.from({ length: 3_000 }, (_, n) => [`other-value-${n}`, `[other ${n}]`] as const);

test.each([
  ['few', []],
  ['many', many],
])('of %s values each is found as it is, in a URL and in JSON, the longest first', (_, others) => {
  const found = finder(others);
  found.add('p"ss/wörd', '[one]');
  found.add('p"ss/wörd-2', '[two]');
  found.add('lone\uD800-half', '[three]');
  const said = ['p"ss/wörd', 'p"ss/wörd-2', 'p"ss/wörd-3', 'lone\uD800-half'];
  const inUrl = said.slice(0, 3).map(encodeURIComponent).join('&');
  const all = `${said.join(' ')} ${JSON.stringify(said)} ${inUrl}`;
  expect(found.replaced(all)).toBe(
    '[one] [two] [one]-3 [three] ["[one]","[two]","[one]-3","[three]"] [one]&[two]&[one]-3',
  );
  expect(found.replaced('p"ss/wör p"ss')).toBe('p"ss/wör p"ss');
  expect(found.replaced('')).toBe('');
  for (const [value, word] of others)
    expect(found.replaced(`x${value}`)).toContain(word.slice(0, 7));
});

test('what is learnt after many others is found, too; twice takes the later word', () => {
  const found = finder(many);
  expect(found.replaced('other-value-17, fresh-value-1')).toBe('[other 17], fresh-value-1');
  found.add('fresh-value-1', '[fresh]');
  found.add('other-value-17', '[again]');
  expect(found.replaced('fresh-value-1fresh-value-1 other-value-17')).toBe(
    '[fresh][fresh] [again]',
  );
});

test('a finder that knows nothing changes nothing', () => {
  expect(finder().replaced('a text')).toBe('a text');
});
