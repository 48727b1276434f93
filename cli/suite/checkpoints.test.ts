import { expect, test } from 'vitest';
import type { SuiteResults } from './results.ts';
import { checkpoints } from './checkpoints.ts';

const results = { partial: true } as SuiteResults;
const soFar = () => Promise.resolve(results);

test('the first is written at once, the next not before its time, none after the end', async () => {
  const written: SuiteResults[] = [];
  const all = checkpoints(async (one) => written.push(one));
  for (let n = 0; n < 5; n += 1) all.pass(soFar);
  await new Promise((resolve) => setImmediate(resolve));
  all.pass(soFar);
  expect(written).toEqual([results]);
  await all.end();
  all.pass(soFar);
  await all.end();
  expect(written).toHaveLength(1);
});

test('the end waits for what is being written, and one that cannot be written stops nothing', async () => {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const all = checkpoints(async () => {
    await held;
    throw new Error('no space left');
  });
  all.pass(soFar);
  await new Promise((resolve) => setImmediate(resolve));
  let hasEnded = false;
  const end = all.end().then(() => (hasEnded = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(hasEnded).toBe(false);
  release();
  expect(await end).toBe(true);
});
