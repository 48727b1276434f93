import { exec, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { install, uninstall } from './patches/patches.ts';
import { trial, valueOf } from './trial.ts';

beforeAll(() => install());
afterAll(() => uninstall());

/** A worker thread with this code; `port` is its way to speak. */
function worker(code: string): Worker {
  const thread = new Worker(`const port = require('node:worker_threads').parentPort; ${code}`, {
    eval: true,
  });
  onTestFinished(async () => {
    await thread.terminate();
  });
  return thread;
}

async function answerOf(thread: Worker): Promise<unknown> {
  const [answer] = (await once(thread, 'message')) as readonly unknown[];
  return answer;
}

const echo = `port.on('message', (words) => port.postMessage(words))`;
const busyMs = (ms: number) =>
  `for (const end = performance.now() + ${ms}; performance.now() < end; );`;

/** Work that takes real time; in virtual time it must take none. */
const work: Readonly<Record<string, () => Promise<unknown>>> = {
  'a worker thread': () => answerOf(worker(`${busyMs(100)} port.postMessage(1)`)),
  'a worker thread that waits': () =>
    answerOf(worker('setTimeout(() => port.postMessage(1), 100)')),
  'a worker thread that is asked twice': async () => {
    const thread = worker(echo);
    for (const words of ['one', 'two']) {
      thread.postMessage(words);
      expect(await answerOf(thread)).toBe(words);
    }
  },
  'a worker thread that ends': () => once(worker(busyMs(50)), 'exit'),
  'a worker thread that fails': () => once(worker('throw new Error("x")'), 'error'),
  'a child process': () => promisify(execFile)(process.execPath, ['-e', busyMs(100)]),
  'a shell': () => promisify(exec)('sleep 0.1; echo one; sleep 0.1; echo two'),
  'a child process that is not there': () =>
    promisify(execFile)('/no/such/program').catch(() => null),
  'a child process that is talked to': async () => {
    const cat = spawn('cat');
    for (const words of ['one', 'two']) {
      cat.stdin.write(words);
      expect(String(await once(cat.stdout, 'data'))).toBe(words);
    }
    cat.stdin.end();
    await once(cat, 'close');
  },
};

test.each(Object.entries(work))('a timer of 1 ms does not overtake %s', async (_name, job) => {
  const first = await valueOf(
    () =>
      Promise.race([
        job().then(() => 'job'),
        new Promise((resolve) => setTimeout(resolve, 1, 'timer')),
      ]),
    { limits },
  );
  expect(first).toBe('job');
});

test('work of theirs is not idle', async () => {
  const end = await trial(
    async () => {
      for (const job of Object.values(work)) await job();
      return 'done';
    },
    { limits },
  );
  expect(end).toEqual({ how: 'done', value: 'done' });
});

test('a worker thread that was there before the run is waited for where the run asks it', async () => {
  const thread = worker(echo);
  await once(thread, 'online');
  const first = await valueOf(
    () => {
      thread.postMessage('hello');
      return Promise.race([
        answerOf(thread),
        new Promise((resolve) => setTimeout(resolve, 1, 'timer')),
      ]);
    },
    { limits },
  );
  expect(first).toBe('hello');
});

describe('nobody is waited for who has nothing to say', () => {
  const nowMsAfter = (start: () => unknown) =>
    valueOf(
      async ({ clock }) => {
        start();
        for (let n = 0; n < 50; n += 1) await new Promise((resolve) => setTimeout(resolve, 10));
        return clock.nowMs();
      },
      { limits: { ...limits, stuckMs: 50 } },
    );

  test.each([
    ['a worker thread that is silent', () => worker('setInterval(() => {}, 1_000)')],
    [
      'a worker thread that never answers',
      () => {
        const thread = worker("port.on('message', () => {})");
        for (let n = 0; n < 1_000; n += 1) setTimeout(() => thread.postMessage(n), n);
      },
    ],
    [
      'a child process that is silent',
      () => {
        const child = spawn('sleep', ['60']);
        onTestFinished(() => void child.kill('SIGKILL'));
      },
    ],
  ])('%s', async (_, start) => {
    expect(await nowMsAfter(start)).toBe(500);
  });
});

/** Long enough that no machine is too busy for it. */
const limits = { virtualMs: 3_600_000, steps: 1_000_000, stuckMs: 20_000 };
