import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HarnessError } from '../../harness/model/error.ts';
import { scenarioFiles } from './scenario-files.ts';
import { folderIn, type Folder } from '../testing/folder.ts';

let user: Folder;
beforeAll(async () => {
  user = await folderIn(tmpdir());
  const names = [
    'b.scenario.ts',
    'a/x.scenario.mjs',
    'a/deep/y.scenario.js',
    'a/z.scenario.mts',
    'a/helper.ts',
    'a/x.scenario.md',
    'odd [1]/(2).scenario.ts',
    'node_modules/pkg/no.scenario.js',
    'a/dist/no.scenario.js',
    '.brownout/no.scenario.ts',
  ];
  for (const name of names) await user.write(name, '');
});
afterAll(() => user.remove());

const found = async (...patterns: readonly string[]) =>
  (await scenarioFiles(patterns, user.path)).map((file) => path.relative(user.path, file));

test('without a pattern, all below the folder but what tools put there', async () => {
  expect(await found()).toEqual([
    'a/deep/y.scenario.js',
    'a/x.scenario.mjs',
    'a/z.scenario.mts',
    'b.scenario.ts',
    'odd [1]/(2).scenario.ts',
  ]);
});

test('files, folders and globs add up, each file once', async () => {
  expect(await found('b.scenario.ts', 'a/deep', '**/*.scenario.js', 'a/deep/../deep')).toEqual([
    'a/deep/y.scenario.js',
    'b.scenario.ts',
  ]);
  expect(await found('odd [1]')).toEqual(['odd [1]/(2).scenario.ts']);
  expect(await found('odd [1]/(2).scenario.ts')).toEqual(['odd [1]/(2).scenario.ts']);
});

test('a file may have any name when it is named itself', async () => {
  expect(await found('a/helper.ts')).toEqual(['a/helper.ts']);
});

test('only files of a like name are offered in place of one that is not there', async () => {
  const other = await folderIn(tmpdir());
  for (const name of ['b', 'a/x', 'a/checkout']) await other.write(`${name}.scenario.ts`, '');
  const says = async (pattern: string) => {
    const error = await scenarioFiles([pattern], other.path).catch((thrown: unknown) => thrown);
    return (error as HarnessError).fix;
  };
  for (const odd of ['nothere', 'c', 'xx'])
    expect(await says(`${odd}.scenario.ts`)).toMatch(/^Name/);
  expect(await says('chekout.scenario.ts')).toMatch(/^Did you mean a\/checkout\.scenario\.ts\? /);
  expect(await says('checkout.scenaro.ts')).toMatch(/^Did you mean a\/checkout\.scenario\.ts\? /);
  await other.remove();
});

test.for(['none', '*.gone.ts', 'b.scenario.ts/x', 'a/*.md', '[', '\0', '../\0/*'])(
  'what finds nothing is a mistake: %j',
  async (pattern) => {
    const error = await scenarioFiles([pattern], user.path).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HarnessError);
    expect((error as HarnessError).code).toMatch(/^(no-scenario|unreadable)$/);
  },
);
