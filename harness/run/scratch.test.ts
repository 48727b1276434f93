import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { inMemory, scratch, withScratch } from './scratch.ts';

afterEach(() => void vi.unstubAllEnvs());

const told = { url: () => 'http://tool.test', address: () => '127.0.0.1:1', path: () => '' };

test('is made when it is first asked for, is the same from then on, and goes with all in it', () => {
  let asked = 0;
  const folder = scratch(() => {
    asked += 1;
    return tmpdir();
  });
  const at = withScratch(told, folder);
  expect(at.url('tool')).toBe('http://tool.test');
  expect(asked).toBe(0);
  const file = path.join(at.scratch, 'file');
  writeFileSync(file, '');
  expect(at.scratch).toBe(path.dirname(file));
  expect(asked).toBe(1);
  folder.remove();
  expect(existsSync(at.scratch)).toBe(true);
  expect(existsSync(file)).toBe(false);
  folder.remove();
});

test('lies in memory only where nobody says otherwise', () => {
  vi.stubEnv('TMPDIR', undefined);
  expect(['/dev/shm', tmpdir()]).toContain(inMemory());
  vi.stubEnv('TMPDIR', '/var/tmp');
  expect(inMemory()).toBe('/var/tmp');
});
