import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reporters } from '../index.ts';
import { summarize } from '../summary/summarize.ts';
import { mixedRuns, sampleMeta } from '../testing/sample-runs.ts';
import { writeAtomically, writeReports } from './write.ts';

let dir = '';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'brownout-write-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe('writing reports', () => {
  it('leaves one file a reporter, and nothing else', async () => {
    const out = join(dir, 'a', 'b');
    const files = await writeReports(summarize(mixedRuns(), sampleMeta()), out, reporters, []);
    expect(files).toEqual(reporters.map(({ file }) => join(out, file)));
    expect((await readdir(out)).toSorted()).toEqual(reporters.map(({ file }) => file).toSorted());
  });

  it('replaces what was there', async () => {
    const file = join(dir, 'x.txt');
    await writeAtomically(file, 'old');
    await writeAtomically(file, 'new');
    expect(await readFile(file, 'utf8')).toBe('new');
  });

  it('never shows half a file, though many write at once', async () => {
    const file = join(dir, 'x.txt');
    const texts = Array.from({ length: 20 }, (_, n) => String(n % 10).repeat(50_000));
    await Promise.all(texts.map((text) => writeAtomically(file, text)));
    expect(texts).toContain(await readFile(file, 'utf8'));
    expect(await readdir(dir)).toEqual(['x.txt']);
  });

  it('says which path it could not write, and leaves no temporary file', async () => {
    const blocker = join(dir, 'file');
    await writeFile(blocker, '');
    await expect(writeAtomically(join(blocker, 'x.txt'), '')).rejects.toMatchObject({
      name: 'HarnessError',
      code: 'unreadable',
      expected: `to write ${join(blocker, 'x.txt')}`,
    });
    await expect(writeAtomically(dir, 'x')).rejects.toMatchObject({ code: 'unreadable' });
    expect(await readdir(dir)).toEqual(['file']);
  });
});
