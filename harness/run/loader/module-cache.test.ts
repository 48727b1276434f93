import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canCache } from './module-cache.ts';
import { folderIn, type Folder } from '../../../cli/testing/folder.ts';

let user: Folder;
beforeAll(async () => {
  user = await folderIn(tmpdir());
  await user.write('app/node_modules/.vitest-cache/a', '');
  await user.write('app/tests/a.scenario.ts', '');
  await user.write('fresh/node_modules/a', '');
  await user.write('bare/a', '');
});
afterAll(() => user.remove());

const at = (name: string, ...closed: readonly string[]) =>
  canCache(`${user.path}/${name}`, (folder) => !closed.some((one) => folder.endsWith(one)));

test('where all of it may be written to, files are kept', () => {
  expect(['app', 'app/tests', 'fresh', 'bare'].map((name) => at(name))).toEqual(
    Array(4).fill(true),
  );
  expect(canCache(`${user.path}/app/tests`)).toBe(true);
});

test('what another user has kept, or a folder that is closed, is left alone', () => {
  expect(at('app/tests', '.vitest-cache')).toBe(false);
  expect(at('app/tests', 'app/node_modules')).toBe(false);
  expect(at('fresh', 'node_modules')).toBe(false);
});
