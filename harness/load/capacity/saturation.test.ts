import { expect, test } from 'vitest';
import { fifo } from '../fifo-fixture.ts';
import { load } from '../load.ts';
import { saturationOf } from './saturation.ts';

const windows = async (rate: number) => {
  const phases = { baseline: '30 s' } as const;
  const report = await load(fifo({ retries: 0 }), { seed: 1, plan: [], load: { rate, phases } });
  return report.windows;
};

test('more than a server can do: ever more tasks are open, and take ever longer', async () => {
  const told = saturationOf(await windows(104));
  expect(told).toMatch(/^tasks open at once rise from \d+ to \d+, and the median response from/);
});

test('what it can do rises by chance alone', async () => {
  expect(saturationOf(await windows(60))).toBeNull();
});

test('where replies are streamed it is the time to the first token that rises', async () => {
  const rising = await windows(104);
  const streamed = (us: (n: number) => number) =>
    rising.map((one, n) => ({ ...one, p50Ms: 10, ttft: [[us(n), 3] as const, [9e9, 2] as const] }));
  expect(saturationOf(streamed((n) => 1000 * (n + 1)))).toContain(
    'the median time to the first token from',
  );
  expect(saturationOf(streamed(() => 1000))).toBeNull();
});

test('both must rise, and over enough windows', async () => {
  const rising = await windows(104);
  expect(saturationOf(rising.map((one) => ({ ...one, p50Ms: 10 })))).toBeNull();
  expect(saturationOf(rising.map((one) => ({ ...one, openMost: 10 })))).toBeNull();
  expect(saturationOf(rising.slice(0, 4))).toBeNull();
});
