import { expect, test } from 'vitest';
import { startChild } from '../child.ts';
import { firstRepliesP99Ms } from './first-replies.ts';
import { byAutocannon, byWrk, download, readWrk } from './load.ts';
import { programPath } from './upstream.ts';

test('reads what wrk prints, in whatever unit', () => {
  const text = `
  Latency Distribution
     50%  433.00us
     75%    0.91ms
     90%    1.27ms
     99%    1.02s
  95612 requests in 2.10s, 15.14MB read
Requests/sec:  45534.82
`;
  expect(readWrk(text)).toEqual({
    requests: 95_612,
    requestsPerSecond: 45_534.82,
    p50Ms: 0.433,
    p99Ms: 1020,
  });
  expect(readWrk('nonsense').requests).toBeNaN();
});

const tools = [
  ['autocannon', byAutocannon, true],
  ['wrk', byWrk, programPath('wrk') !== null],
] as const;

test.for(tools.filter(([, , isThere]) => isThere))(
  '%s loads the Node upstream',
  async ([, load]) => {
    const upstream = await startChild('proxy-upstream.ts', ['1000000']);
    const met = await load(upstream.address, 2, 1);
    const rate = await download(upstream.address);
    await upstream.stop();
    expect(met.requests).toBeGreaterThan(0);
    expect(met.requestsPerSecond).toBeGreaterThan(0);
    expect(met.p99Ms).toBeGreaterThanOrEqual(met.p50Ms);
    expect(rate).toBeGreaterThan(0);
  },
);

test('first replies are waited for on all connections', async () => {
  const upstream = await startChild('proxy-upstream.ts', ['1000000']);
  const p99Ms = await firstRepliesP99Ms(upstream.address, 8);
  await upstream.stop();
  expect(p99Ms).toBeGreaterThan(0);
  await expect(firstRepliesP99Ms(upstream.address, 8)).rejects.toThrow('ECONNREFUSED');
});
