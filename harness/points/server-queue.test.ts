import { expect, test } from 'vitest';
import { http, HttpResponse } from 'msw';
import { api } from './api.ts';
import { valueOf } from '../sim/trial.ts';
import { serverQueue } from './server-queue.ts';

const usual = () => 0;

test('calls are served first come, first served, by as many workers as there are', async () => {
  const ends = await valueOf(async ({ clock }) => {
    const queue = serverQueue({ workers: 2, serviceMs: 10, queue: 100 }, clock);
    const all = [1, 2, 3, 4, 5].map(async (n) => {
      await queue.served(usual);
      return [n, clock.nowMs()];
    });
    return Promise.all(all);
  });
  expect(ends).toEqual([
    [1, 10],
    [2, 10],
    [3, 20],
    [4, 20],
    [5, 30],
  ]);
});

test('a call beyond the queue is turned away at once', async () => {
  const served = await valueOf(async ({ clock }) => {
    const queue = serverQueue({ workers: 1, serviceMs: 10, queue: 1 }, clock);
    const first = [queue.served(usual), queue.served(usual), queue.served(usual)];
    const answers = await Promise.all(first);
    return [...answers, await queue.served(usual)];
  });
  expect(served).toEqual([true, true, false, true]);
});

test('what a worker takes longer is asked when it begins', async () => {
  let extraMs = 40;
  const ends = await valueOf(async ({ clock }) => {
    const queue = serverQueue({ workers: 1, serviceMs: 10, queue: 9 }, clock);
    const end = async () => {
      await queue.served(() => extraMs);
      return clock.nowMs();
    };
    const all = [end(), end()];
    await clock.sleep(20);
    extraMs = 0;
    return Promise.all(all);
  });
  expect(ends).toEqual([50, 60]);
});

test('many thousands that wait are served in order', async () => {
  const order = await valueOf(async ({ clock }) => {
    const queue = serverQueue({ workers: 1, serviceMs: 1, queue: 1e6 }, clock);
    const done: number[] = [];
    await Promise.all(
      Array.from({ length: 5000 }, (_, n) => queue.served(usual).then(() => done.push(n))),
    );
    return done;
  });
  expect(order).toEqual(Array.from({ length: 5000 }, (_, n) => n));
});

test('a capacity that makes no sense is refused', () => {
  const handlers = [http.get('/a', () => HttpResponse.json({}))];
  expect(() => api(handlers, { capacity: { workers: 0, service: '1 s' } })).toThrow('workers');
  expect(() => api(handlers, { capacity: {} as never })).toThrow('service');
});

test('a clock that wakes late does not slow a worker down', async () => {
  let nowMs = 0;
  const late = {
    nowMs: () => nowMs,
    sleep: (ms: number) => {
      nowMs += ms + 1;
      return Promise.resolve();
    },
  };
  const queue = serverQueue({ workers: 1, serviceMs: 10, queue: 1e6 }, late);
  await Promise.all(Array.from({ length: 100 }, () => queue.served(usual)));
  expect(nowMs).toBe(1001);
});
