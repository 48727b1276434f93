import { expect, test } from 'vitest';
import { formatError } from './format-error.ts';

const root = '/home/ann/shop';

test('a HarnessError speaks for itself', () => {
  const error = {
    name: 'HarnessError',
    message: 'expected a, got b. Do c.',
    stack: 'at /x.ts:1:1',
  };
  expect(formatError(error, root)).toBe('expected a, got b. Do c.');
});

test('a HarnessError about what the user’s own code threw says where', () => {
  const thrown = { name: 'TypeError', message: 'no', stack: 'at effect (/home/ann/shop/a.ts:7:1)' };
  const error = { name: 'HarnessError', message: 'expected a, got b. Do c.', cause: thrown };
  expect(formatError(error, root)).toBe('expected a, got b. Do c. (at a.ts:7)');
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
  expect(formatError(error, root)).toBe(`TypeError: no${at}`);
});

test('what a parser draws is told as a place', () => {
  const message =
    'Expected `}` but found `EOF`\n   ╭─[ tests/a.scenario.ts:3:67 ]\n   │\n 1 │ import';
  expect(formatError({ name: 'SyntaxError', message, stack: '' }, root)).toBe(
    'SyntaxError: Expected `}` but found `EOF` (at tests/a.scenario.ts:3)',
  );
});

test('an error of Node’s own parser begins with its place', () => {
  const stack =
    'file:///home/ann/shop/a.ts:4\nexport {\n\nSyntaxError: no\n    at node:internal:1:2';
  expect(formatError({ name: 'SyntaxError', message: 'no', stack }, root)).toBe(
    'SyntaxError: no (at a.ts:4)',
  );
});

test('a module that is not there is told of alike, whoever loads it', () => {
  const [inWorker, here] = [
    `Cannot find module './gone' imported from ${root}/a.ts`,
    `Failed to load url ./gone (resolved id: ./gone) in ${root}/a.ts. Does the file exist?`,
  ].map((message) => formatError({ name: 'Error', message, stack: '' }, root));
  expect(inWorker).toBe("Error: Cannot find module './gone' imported from a.ts");
  expect(here).toBe(inWorker);
});
