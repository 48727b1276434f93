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

test('an abort without a reason has the usual one; a trace of it where the agent aborts', async () => {
  const reasonOf = (...given: unknown[]) => {
    const controller = new AbortController();
    controller.abort(...given);
    controller.abort('too late');
    const reason = controller.signal.reason as DOMException;
    return given.length > 0 ? reason : { name: reason.name, message: reason.message, reason };
  };
  const usual = { name: 'AbortError', message: 'This operation was aborted' };
  const [tool, agent, given] = await valueOf(async ({ scope }) => {
    return [reasonOf(), scope().run(() => reasonOf()), reasonOf(0)] as const;
  });
  for (const { reason, ...seen } of [tool, agent] as { reason: DOMException }[]) {
    expect(seen).toEqual(usual);
    expect(reason).toBeInstanceOf(DOMException);
  }
  const traceOf = (its: unknown) =>
    (its as { reason: DOMException }).reason.stack?.split('\n').slice(1);
  expect(traceOf(tool)).toEqual([]);
  expect(traceOf(agent)?.length).toBeGreaterThan(0);
  expect(given).toBe(0);
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
