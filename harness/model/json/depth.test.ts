import { expect, test } from 'vitest';
import { isTooDeep, mostDepth } from './depth.ts';

const nested = (depth: number, open = '[', close = ']') => open.repeat(depth) + close.repeat(depth);

test.each<[string, string, boolean]>([
  ['as deep as may be', nested(mostDepth), false],
  ['one deeper', nested(mostDepth + 1), true],
  ['objects and lists', nested(mostDepth / 2 + 1, '{"a":[', ']}'), true],
  ['never closed', '['.repeat(100_000), true],
  ['wide, not deep', `[${'[],'.repeat(2_000)}[]]`, false],
  ['brackets in a string', JSON.stringify({ a: '['.repeat(2_000), b: '\\"[' }), false],
  ['after a string that ends in a backslash', `["\\\\",${nested(mostDepth)}]`, true],
  ['a string without an end', `["${'['.repeat(2_000)}`, false],
])('%s', (_, text, isIt) => {
  expect(isTooDeep(text)).toBe(isIt);
});
