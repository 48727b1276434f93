import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';
import { leaksBetween } from './targets.ts';

/** Each seed has a server of its own, so that both of two processors are at work. */
const seeds = [20_261_129, 20_261_130];
const requests = Number(process.env['BROWNOUT_FUZZ_REQUESTS'] ?? 30_000);
const limitMs = 600_000 + requests * 6;

test(
  'requests with random bodies, headers and cuts are no error of ours, and leave nothing behind',
  { timeout: limitMs },
  async () => {
    const all = await Promise.all(seeds.map((seed) => fuzz(seed, requests / seeds.length)));
    for (const { before, after, wrong } of all) {
      expect([after.errors, wrong]).toEqual([[], []]);
      expect(leaksBetween(before, after)).toEqual([]);
    }
    const sent = all.reduce((sum, { after }) => sum + after.requests, 0);
    expect(sent).toBeGreaterThanOrEqual(requests);
  },
);

test.each([
  ['memory', / MiB more on the heap/],
  ['sockets', /more TCPSocketWrap/],
])('a server that leaks %s is found', { timeout: limitMs }, async (planted, says) => {
  const { before, after } = await fuzz(1, 12_000, planted);
  expect(leaksBetween(before, after).join()).toMatch(says);
});
