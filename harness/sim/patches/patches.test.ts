import { randomUUID } from 'node:crypto';
import { execFile } from 'node:child_process';
import timers from 'node:timers';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { install, uninstall } from './patches.ts';

/** Everything that is replaced, as it stands. */
function standing(): unknown[] {
  return [
    setTimeout,
    clearTimeout,
    setInterval,
    setImmediate,
    timers.setTimeout,
    Date,
    Date.now,
    Date.prototype.constructor,
    performance.now,
    process.hrtime,
    process.emit,
    AbortSignal.timeout,
    AbortSignal.any,
    fetch,
    Math.random,
    randomUUID,
    crypto.subtle.digest,
    Object.getOwnPropertyDescriptor(Response.prototype, 'body')?.get,
  ];
}

test('install replaces once, uninstall puts all of it back', async () => {
  const before = standing();
  install();
  const during = standing();
  install();
  expect(standing()).toEqual(during);
  for (const [i, original] of before.entries()) expect(during[i]).not.toBe(original);
  expect(timers.setTimeout).toBe(setTimeout);
  await uninstall();
  for (const [i, now] of standing().entries()) expect(now).toBe(before[i]);
  install();
  await uninstall();
  for (const [i, now] of standing().entries()) expect(now).toBe(before[i]);
});

test('uninstall leaves alone what others have replaced since', async () => {
  const original = globalThis.fetch;
  install();
  const theirs = (() => {}) as unknown as typeof fetch;
  globalThis.fetch = theirs;
  await uninstall();
  expect(globalThis.fetch).toBe(theirs);
  globalThis.fetch = original;
});

test.each(['Promise.reject(new Error("mine"))', 'setImmediate(() => { throw new Error("mine") })'])(
  'outside a run %s still ends the process, for all the patches',
  async (code) => {
    const file = new URL('./patches.ts', import.meta.url).href;
    const script = `import { install } from '${file}'; install(); ${code};
      setTimeout(() => process.exit(0), 5000);`;
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
    await expect(run).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('mine') });
  },
);
