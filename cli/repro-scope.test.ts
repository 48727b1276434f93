import { symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { brownout } from './testing/command.ts';
import { folderIn, folderInside, type Folder } from './testing/folder.ts';
import { booksOnce } from './testing/snippets.ts';
import { runInProcess } from './testing/run-in-process.ts';

// They wait for one another.
const limitMs = 240_000;
const canary =
  "import { writeFileSync } from 'node:fs';\nwriteFileSync(import.meta.filename + '.ran', '');\n";
let user: Folder;
let elsewhere: Folder;
let found = '';

beforeAll(async () => {
  user = await folderInside();
  elsewhere = await folderIn(tmpdir());
  await user.write('a.scenario.ts', booksOnce);
  const args = ['run', '--variant', 'demo.no-key', '--reporter', 'json'];
  await brownout(args, { cwd: user.path });
  found = user.read(`.brownout/repros/${user.list('.brownout/repros')[0]}`);
  await elsewhere.write('evil.mjs', canary);
  await user.write('node_modules/pkg/evil.mjs', canary);
  await symlink(path.join(elsewhere.path, 'evil.mjs'), path.join(user.path, 'link.scenario.mjs'));
  await symlink(elsewhere.path, path.join(user.path, 'linked'));
}, limitMs);
afterAll(() => Promise.all([user.remove(), elsewhere.remove()]));

/** Has the replay file name another scenario file. */
async function naming(file: string): Promise<void> {
  await user.write('some.repro.json', found.replaceAll('"a.scenario.ts"', JSON.stringify(file)));
}

const outsiders: readonly (readonly [where: string, file: () => string])[] = [
  ['above this folder', () => path.relative(user.path, path.join(elsewhere.path, 'evil.mjs'))],
  ['by its whole path', () => path.join(elsewhere.path, 'evil.mjs')],
  ['behind a link', () => 'link.scenario.mjs'],
  ['in a folder behind a link', () => 'linked/evil.mjs'],
  ['of what is installed', () => 'node_modules/pkg/evil.mjs'],
];

test.for(outsiders)('a scenario file %s is refused, and is never loaded', async ([, file]) => {
  await naming(file());
  for (const args of [
    ['replay', 'some.repro.json'],
    ['run', '--repro', 'some.repro.json'],
  ]) {
    const { code, stdout, stderr } = await runInProcess(args, user);
    expect(stderr).toContain('evil.mjs, which is not of this project');
    expect(stderr).toContain('--repro some.repro.json');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  }
  expect([elsewhere.list('.'), user.list('node_modules/pkg')]).toEqual([
    ['evil.mjs'],
    ['evil.mjs'],
  ]);
});

test(
  'one that is named on the command line is run, wherever it is',
  { timeout: limitMs },
  async () => {
    // It imports the harness from two folders above it, as the other does.
    const other = await folderInside();
    try {
      await other.write('a.scenario.ts', booksOnce);
      const file = path.join('..', path.basename(other.path), 'a.scenario.ts');
      await naming(file);
      const args = ['run', file, '--repro', 'some.repro.json', '--out', 'named'];
      const { code, stdout } = await brownout(args, { cwd: user.path });
      expect(stdout).toContain('some.repro.json');
      expect(code).toBe(1);
    } finally {
      await other.remove();
    }
  },
);
