import { utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { removeOldRuns } from './old-runs.ts';
import { folderIn } from '../testing/folder.ts';

/** When the present command began, in ms since 1970. */
const beganMs = 1_800_000_000_000;

test('the oldest runs go, the newest and those of the present command stay', async () => {
  const out = await folderIn(tmpdir());
  onTestFinished(() => out.remove());
  const write = async (name: string, atMs: number) => {
    await out.write(name, '{}');
    await utimes(path.join(out.path, name), atMs / 1000, atMs / 1000);
  };
  for (let n = 1; n <= 5; n += 1) await write(`runs/old-${n}.json`, beganMs - n * 60_000);
  for (let n = 1; n <= 5; n += 1) await write(`runs/new-${n}.json`, beganMs + n);
  await write('runs/notes.txt', 0);
  await write('repros/kept.repro.json', 0);
  expect(await removeOldRuns(out.path, beganMs, 2)).toBe(3);
  expect(out.list('runs').toSorted()).toEqual([
    ...[1, 2, 3, 4, 5].map((n) => `new-${n}.json`),
    'notes.txt',
    'old-1.json',
    'old-2.json',
  ]);
  expect(out.list('repros')).toEqual(['kept.repro.json']);
  expect(await removeOldRuns(out.path, beganMs)).toBe(0);
  expect(await removeOldRuns(path.join(out.path, 'nowhere'), beganMs)).toBe(0);
});
