import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchFolder, type Watching } from './watch-folder.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'brownout-watched-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const put = (path: string, content: string | Uint8Array) =>
  writeFileSync(join(root, path), content);

function changesAfter(change: () => void, watching: Watching = {}) {
  const folder = watchFolder(root, watching);
  change();
  const { found, unseen } = folder.changes();
  expect(folder.changes().found).toEqual([]);
  return { told: found.map(({ does, id }) => `${does} ${id}`), inputs: found, unseen };
}

test('the same content is no change, however often it is written', () => {
  put('a', 'one');
  expect(changesAfter(() => put('a', 'one')).told).toEqual([]);
  expect(changesAfter(() => put('a', 'two')).told).toEqual(['WRITE a']);
});

test('text is told, what is binary or big by hash and size alone', () => {
  const { inputs } = changesAfter(() => {
    put('big', 'x'.repeat(16_385));
    put('binary', Uint8Array.of(0, 255));
    put('text', 'hello');
  });
  const hash = expect.stringMatching(/^[\da-f]{64}$/);
  expect(inputs.map(({ input }) => input)).toEqual([
    { path: 'big', bytes: 16_385, sha256: hash },
    { path: 'binary', bytes: 2, sha256: hash },
    { path: 'text', bytes: 5, sha256: hash, text: 'hello' },
  ]);
});

test('many texts are told up to a bound in all', () => {
  const { inputs } = changesAfter(() => {
    for (let n = 10; n < 30; n += 1) put(`f${n}`, String(n).repeat(8_000));
  });
  expect(inputs).toHaveLength(20);
  expect(inputs.filter(({ input }) => 'text' in input)).toHaveLength(16);
});

test('a file that is moved, made a program or put in place of a folder is a change', () => {
  mkdirSync(join(root, 'folder'));
  put('folder/in', '');
  put('moved', '');
  put('tool', '');
  const { told } = changesAfter(() => {
    renameSync(join(root, 'moved'), join(root, 'here'));
    chmodSync(join(root, 'tool'), 0o755);
    rmSync(join(root, 'folder'), { recursive: true });
    put('folder', '');
  });
  expect(told).toEqual([
    'WRITE folder',
    'WRITE here',
    'WRITE tool',
    'DELETE folder/in',
    'DELETE moved',
  ]);
});

test('what can be no file is not read, and what is ignored not looked at', () => {
  const ignore = ['node_modules', 'build/cache'];
  const { told } = changesAfter(
    () => {
      execFileSync('mkfifo', [join(root, 'pipe')]);
      mkdirSync(join(root, 'src/node_modules'), { recursive: true });
      mkdirSync(join(root, 'build/cache'), { recursive: true });
      put('src/node_modules/x', '');
      put('build/cache/x', '');
      put('build/x', '');
    },
    { ignore },
  );
  expect(told).toEqual(['WRITE build/x', 'WRITE pipe']);
});

test.each([
  ['/etc', 'l is a link that leads out of the folder'],
  ['../beside', 'l is a link that leads out of the folder'],
  ['sub/../a', null],
  ['nothing-yet', null],
])('a link to %s', (target, why) => {
  put('a', '');
  mkdirSync(join(root, 'sub'));
  const { told, unseen } = changesAfter(() => symlinkSync(target, join(root, 'l')));
  expect(told).toEqual(['WRITE l']);
  expect(unseen).toEqual(why && expect.stringContaining(why));
});

test('a link by way of another one that leads elsewhere than it reads', () => {
  mkdirSync(join(root, 'deep/er'), { recursive: true });
  symlinkSync('../..', join(root, 'deep/er/up'));
  expect(watchFolder(root).changes().unseen).toBeNull();
  symlinkSync('deep/er/up/..', join(root, 'm'));
  expect(watchFolder(root).changes().unseen).toContain('m is a link that leads out');
  symlinkSync('deep/er/up/../nothing-yet', join(root, 'l'));
  expect(watchFolder(root).changes().unseen).toContain('l is a link that leads out');
});

test('what is too much says so', () => {
  const fill = () => {
    put('a', '12');
    put('b', '34');
  };
  expect(changesAfter(fill, { mostFiles: 1 }).unseen).toContain('more than 1 files');
  expect(changesAfter(fill, { mostBytes: 3 }).unseen).toContain('more than 3 bytes');
});

test('a folder that is gone says so', () => {
  put('a', '');
  const { told, unseen } = changesAfter(() => rmSync(root, { recursive: true }));
  expect(told).toEqual(['DELETE a']);
  expect(unseen).toBe('the folder itself was removed or replaced');
});
