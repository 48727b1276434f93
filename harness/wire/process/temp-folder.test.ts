import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tempFolder } from './temp-folder.ts';

test('is removed with all in it', () => {
  const folder = tempFolder('test');
  writeFileSync(join(folder.path, 'file'), '');
  folder.remove();
  expect(existsSync(folder.path)).toBe(false);
});

/** A process that makes two folders, removes the first, and says where the second is. */
async function maker(under: string) {
  const code = `
    import { writeFileSync } from 'node:fs';
    import { tempFolder } from '${import.meta.dirname}/temp-folder.ts';
    const first = tempFolder('first');
    const second = tempFolder('second');
    first.remove();
    writeFileSync(second.path + '/file', '');
    process.stdout.write(second.path);
    setInterval(() => {}, 1e6);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: under },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [path] = await once(child.stdout, 'data');
  return { child, path: String(path) };
}

test.for(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
  'nothing is left after %s, and nothing else is removed',
  async (signal) => {
    const outer = tempFolder('outer');
    onTestFinished(outer.remove);
    // As a user's folder may be named; a shell takes it for two paths, and for a pattern.
    const neighbours = ['a', 'b* c', 'brownout-b', 'c'].map((name) => join(outer.path, name));
    for (const folder of neighbours) mkdirSync(folder);
    const { child, path } = await maker(join(outer.path, 'b* c'));
    expect(dirname(path)).toBe(join(outer.path, 'b* c'));
    child.kill(signal);
    await once(child, 'exit');
    await expect.poll(() => existsSync(path), { timeout: 5_000 }).toBe(false);
    expect(neighbours.filter((folder) => !existsSync(folder))).toEqual([]);
  },
);
