import { scheduler, setImmediate, setInterval, setTimeout } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { uninstall } from './patches.ts';
import { trial, valueOf } from '../trial.ts';

afterAll(uninstall);

test('setTimeout and scheduler.wait give their value after virtual time', async () => {
  const seen = await valueOf(async ({ clock }) => [
    await setTimeout(1000, 'a'),
    clock.nowMs(),
    await scheduler.wait(500),
    clock.nowMs(),
    await setTimeout(),
    clock.nowMs(),
  ]);
  expect(seen).toEqual(['a', 1000, undefined, 1500, undefined, 1501]);
});

test('setImmediate and scheduler.yield take no time', async () => {
  const seen = await valueOf(async ({ clock }) => [
    await setImmediate('a'),
    await scheduler.yield(),
    clock.nowMs(),
  ]);
  expect(seen).toEqual(['a', undefined, 0]);
});

test('a signal ends the wait with an AbortError, before and during it', async () => {
  const errors = await valueOf(async ({ clock }) => {
    const reason = new Error('why');
    const error = { name: 'AbortError', code: 'ABORT_ERR', cause: reason };
    const gone = AbortSignal.abort(reason);
    await expect(setTimeout(10, 0, { signal: gone })).rejects.toMatchObject(error);
    await expect(setImmediate(0, { signal: gone })).rejects.toMatchObject(error);
    const controller = new AbortController();
    const { signal } = controller;
    const waits = [setTimeout(1e6, 0, { signal }), scheduler.wait(1e6, { signal })];
    void setTimeout(40).then(() => controller.abort(reason));
    for (const end of await Promise.allSettled(waits)) {
      expect(end).toMatchObject({ status: 'rejected', reason: error });
    }
    return clock.nowMs();
  });
  expect(errors).toBe(40);
});

test('an aborted wait leaves nothing to wait for', async () => {
  const end = await trial(async () => {
    const controller = new AbortController();
    void setTimeout(1e5, 0, { signal: controller.signal }).catch(() => {});
    controller.abort();
    await new Promise(() => {});
  });
  expect(end).toEqual({ how: 'hung', why: 'idle' });
});

test('setInterval ticks, catches up on what was missed, and stops', async () => {
  const seen = await valueOf(async ({ clock }) => {
    const times: number[] = [];
    for await (const value of setInterval(100, 'tick')) {
      expect(value).toBe('tick');
      times.push(clock.nowMs());
      if (times.length === 1) await setTimeout(250);
      if (times.length === 4) break;
    }
    return times;
  });
  expect(seen).toEqual([100, 350, 350, 400]);
});

test('setInterval ends with an AbortError', async () => {
  const end = await valueOf(async () => {
    let ticks = 0;
    try {
      for await (const _ of setInterval(100, 0, { signal: AbortSignal.timeout(250) })) ticks += 1;
    } catch (error) {
      return [ticks, (error as Error).name, ((error as Error).cause as Error).name];
    }
    return [];
  });
  expect(end).toEqual([2, 'AbortError', 'TimeoutError']);
});

test('what Node refuses is refused in its own words', async () => {
  await valueOf(async () => {
    const wrong = { code: 'ERR_INVALID_ARG_TYPE' };
    await expect(setTimeout('x' as unknown as number)).rejects.toMatchObject(wrong);
    const options = { signal: 3 as unknown as AbortSignal };
    await expect(setTimeout(1, 0, options)).rejects.toMatchObject(wrong);
    await expect(setImmediate(0, options)).rejects.toMatchObject(wrong);
  });
});

test('outside a run they are real', async () => {
  expect(await setTimeout(1, 'real')).toBe('real');
  expect(await setImmediate('real')).toBe('real');
  for await (const value of setInterval(1, 'real')) {
    expect(value).toBe('real');
    break;
  }
});
