import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';
import { leaksBetween } from './targets.ts';

const isLong = process.env['BROWNOUT_LONG'] !== undefined;
/** Each seed has a server of its own, so that both of two processors are at work. */
const seeds = isLong ? [20_261_107, 20_261_129] : [20_261_107];
/** More by `npm run test:long`. */
const requests = Number(process.env['BROWNOUT_FUZZ_REQUESTS'] ?? (isLong ? 24_000 : 3_000));

test(
  'requests with random bodies, headers and cuts are no error of ours, and leave nothing behind',
  { timeout: 600_000 + requests * 6 },
  async () => {
    const all = await Promise.all(seeds.map((seed) => fuzz(seed, requests / seeds.length)));
    for (const { before, after, wrong, statuses } of all) {
      expect([after.errors, wrong]).toEqual([[], []]);
      expect(leaksBetween(before, after)).toEqual([]);
      // Few requests are as large as that.
      const seldom = isLong ? ['413', '414'] : [];
      const heard = ['200', '201', '400', '404', '405', '415', '417', '431', ...seldom];
      expect([...statuses.keys()]).toEqual(expect.arrayContaining(heard));
    }
    const sent = all.reduce((sum, { after }) => sum + after.requests, 0);
    expect(sent).toBeGreaterThanOrEqual(requests);
  },
);
