import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderIn, type Folder } from '../testing/folder.ts';
import { openOut } from './out-folder.ts';

const before = process.cwd();
let user: Folder;
beforeAll(async () => {
  user = await folderIn(tmpdir());
  process.chdir(user.path);
});
afterAll(async () => {
  process.chdir(before);
  await user.remove();
});

test('the usual folder is hidden from git, unless the user has said otherwise', async () => {
  await openOut(`${user.path}/.brownout/explore`);
  expect(user.list('.brownout').toSorted()).toEqual(['.gitignore', 'explore']);
  expect(user.read('.brownout/.gitignore')).toBe('*\n');
  await user.write('.brownout/.gitignore', '!repros\n');
  await openOut(`${user.path}/.brownout`);
  expect(user.read('.brownout/.gitignore')).toBe('!repros\n');
});

test('a folder of the user’s own is left as it is', async () => {
  await openOut(`${user.path}/reports`);
  expect(user.list('reports')).toEqual([]);
});
