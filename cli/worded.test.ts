import { expect, test } from 'vitest';
import { worded } from './worded.ts';

const root = '/home/ann/shop';

test('a HarnessError speaks for itself', () => {
  const error = {
    name: 'HarnessError',
    message: 'expected a, got b. Do c.',
    stack: 'at /x.ts:1:1',
  };
  expect(worded(error, root)).toBe('expected a, got b. Do c.');
});

test.for([
  ['    at handler (/home/ann/shop/tests/a.scenario.ts:7:12)', ' (at tests/a.scenario.ts:7)'],
  ['    at /home/ann/shop/a.ts:7:12', ' (at a.ts:7)'],
  ['    at async file:///home/ann/shop/a.mjs:7:12', ' (at a.mjs:7)'],
  [
    '    at x (/home/ann/shop/node_modules/lib/a.js:1:2)\n    at /home/ann/shop/b.ts:3:4',
    ' (at b.ts:3)',
  ],
  ['    at x (/home/ann/shop/node_modules/lib/a.js:1:2)', ''],
  ['    at x (node:internal/process:1:2)\n    at y (/opt/tool/a.js:1:2)', ''],
  ['', ''],
] as const)('any other error is told with the first line of the user’s own: %j', ([stack, at]) => {
  const error = { name: 'TypeError', message: 'no', stack: `TypeError: no\n${stack}` };
  expect(worded(error, root)).toBe(`TypeError: no${at}`);
});
