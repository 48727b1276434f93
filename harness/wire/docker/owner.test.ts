import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { hasGone, owner, ownerIn, ownerOf } from './owner.ts';

test('a process that lives has not gone; one that ended has', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  const name = ownerOf(child.pid ?? 0) ?? '';
  expect(hasGone(name)).toBe(false);
  child.stdin.end();
  await once(child, 'close');
  expect(hasGone(name)).toBe(true);
});

test('the same process id, started at another time or boot, is another process', () => {
  const [place, boot, pid, started] = owner().split('-');
  expect(hasGone(owner())).toBe(false);
  expect(hasGone(`${place}-${boot}-${pid}-${started}1`)).toBe(true);
  expect(hasGone(`${place}-00000000-${pid}-${started}`)).toBe(true);
});

test('of another machine, or of a name that is none, nothing is known', () => {
  const [, boot] = owner().split('-');
  expect(hasGone(`00000000-${boot}-1-1`)).toBe(false);
  expect(hasGone('nonsense')).toBe(false);
  expect(hasGone('')).toBe(false);
});

test('an owner is found in the names of what it made', () => {
  expect(ownerIn(`/brownout-${owner()}-3`)).toBe(owner());
  expect(ownerIn(`brownout-${owner()}-3_default`)).toBe(owner());
  expect(ownerIn('brownout-demo-3')).toBe(null);
  expect(ownerIn(`mine-brownout-${owner()}-3`)).toBe(null);
});
