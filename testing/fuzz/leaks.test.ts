import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';
import { leaksBetween } from './targets.ts';

test.each([
  ['memory', 6_000, / MiB more on the heap/],
  ['sockets', 1_500, /more TCPSocketWrap/],
])('a server that leaks %s is found', { timeout: 700_000 }, async (planted, requests, says) => {
  const { before, after } = await fuzz(1, requests, planted);
  expect(leaksBetween(before, after).join()).toMatch(says);
});
