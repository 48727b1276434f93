import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { keepsCompiled } from './compile-cache.ts';

test('a process that is started so keeps what it compiles', () => {
  // Of its own accord, not since its environment says so.
  const { NODE_COMPILE_CACHE: _, ...env } = process.env;
  const asked = ['-p', "String(require('node:module').getCompileCacheDir())"];
  const folder = (...args: readonly string[]) =>
    execFileSync(process.execPath, [...args, ...asked], { env, encoding: 'utf8' }).trim();
  expect(folder()).toBe('undefined');
  expect(folder(...keepsCompiled)).toContain('node-compile-cache');
});
