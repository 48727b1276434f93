import { afterAll, beforeAll, expect, test } from 'vitest';
import { install, uninstall } from './patches.ts';
import { valueOf } from '../trial.ts';

beforeAll(install);
afterAll(uninstall);

test('AbortSignal.timeout aborts in virtual time', async () => {
  const seen = await valueOf(async ({ clock }) => {
    const signal = AbortSignal.timeout(60_000);
    const any = AbortSignal.any([signal, new AbortController().signal]);
    await new Promise((resolve) => any.addEventListener('abort', resolve));
    const reason = any.reason as DOMException;
    return [clock.nowMs(), reason instanceof DOMException, reason.name, reason.code];
  });
  expect(seen).toEqual([60_000, true, 'TimeoutError', 23]);
});

test('what Node refuses is refused in its own words', async () => {
  await valueOf(async () => {
    expect(() => AbortSignal.timeout(-1)).toThrow(RangeError);
    expect(() => AbortSignal.timeout('1' as unknown as number)).toThrow(TypeError);
  });
});

test('outside a run it is real', async () => {
  const signal = AbortSignal.timeout(1);
  // A real one does not keep the process alive.
  const alive = setTimeout(() => {}, 20_000);
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  clearTimeout(alive);
  expect((signal.reason as Error).name).toBe('TimeoutError');
});
