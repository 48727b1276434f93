import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runRecordSchema } from '../../harness/model/trace/run-record.ts';
import { readArtifact } from './read.ts';
import { doubleBooking } from '../testing/sample-runs.ts';

let dir = '';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'brownout-read-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function read(text: string): Promise<unknown> {
  const file = join(dir, 'a.run.json');
  await writeFile(file, text);
  return readArtifact(file, runRecordSchema, 'a run record');
}

describe('reading an artifact', () => {
  it('gives back what was written', async () => {
    expect(await read(JSON.stringify(doubleBooking()))).toEqual(doubleBooking());
  });

  it('says which file is not there', async () => {
    const file = join(dir, 'none.json');
    await expect(readArtifact(file, runRecordSchema, 'a run record')).rejects.toMatchObject({
      code: 'unreadable',
      expected: `a run record in ${file}`,
      got: 'no such file',
    });
  });

  it('reads no pipe, which may never end, and nothing huge', async () => {
    const [pipe, huge] = [join(dir, 'pipe'), join(dir, 'huge')];
    execFileSync('mkfifo', [pipe]);
    await writeFile(huge, '');
    await truncate(huge, 2 ** 40);
    for (const [file, got] of [
      [dir, 'no regular file'],
      [pipe, 'no regular file'],
      [huge, 'more than 10 MB'],
    ] as const) {
      const reading = readArtifact(file, runRecordSchema, 'a run record');
      await expect(reading).rejects.toMatchObject({ code: 'unreadable', got });
    }
  });

  it.each([
    ['', 'an empty file'],
    ['{"version": 1,', 'text that is not JSON'],
  ])('says that %j is not JSON', async (text, got) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'bad-artifact',
      got: expect.stringContaining(got) as string,
    });
  });

  it.each([
    [3, 'version 3', 'newer'],
    [1, 'version 1', 'anew'],
    ['1', 'version "1"', 'anew'],
    [undefined, 'no version', 'anew'],
  ])('says that version %j is another', async (version, got, fix) => {
    await expect(read(JSON.stringify({ ...doubleBooking(), version }))).rejects.toMatchObject({
      code: 'bad-artifact',
      expected: expect.stringContaining('version 2 of a run record') as string,
      got,
      fix: expect.stringContaining(fix) as string,
    });
  });

  it('names the first three places of another shape', async () => {
    const run = doubleBooking();
    const events = run.trace.events.map((event) => ({ ...event, atMs: -1 }));
    const wrong = { ...run, trace: { ...run.trace, events } };
    await expect(read(JSON.stringify(wrong))).rejects.toMatchObject({
      code: 'bad-artifact',
      got: expect.stringMatching(
        /another shape \(trace\.events\[0\]\.atMs: .*trace\.events\[2\]\.atMs: [^;]*; and \d+ more\)/,
      ) as string,
    });
  });

  it.each(['null', '[]', '7'])('says that %s is no record', async (text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'bad-artifact' });
  });
});
