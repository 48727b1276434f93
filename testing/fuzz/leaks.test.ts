import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';
import { leaksBetween } from './targets.ts';

test.each([
  ['memory', / MiB more on the heap/],
  ['sockets', /more TCPSocketWrap/],
])('a server that leaks %s is found', { timeout: 700_000 }, async (planted, says) => {
  const { before, after } = await fuzz(1, 12_000, planted);
  expect(leaksBetween(before, after).join()).toMatch(says);
});
