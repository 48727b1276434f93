import { getEventListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { simFetch, simUrl } from './http/points.ts';
import { install, uninstall } from './patches/patches.ts';
import { trial } from './trial.ts';

beforeAll(install);
afterAll(uninstall);

const url = 'http://tool.test/';
const outside = new AbortController();
const never = () => new Promise<never>(() => {});

/** What agents leave behind; each is given something to hold on to. */
const remains: Readonly<Record<string, (held: object) => unknown>> = {
  'a listener on AbortSignal.any': (held) =>
    AbortSignal.any([outside.signal, AbortSignal.timeout(1e6)]).addEventListener(
      'abort',
      () => held,
    ),
  'a capturing listener that is an object': (held) => {
    const listener = { handleEvent: () => held };
    AbortSignal.any([outside.signal]).addEventListener('abort', listener, { capture: true });
  },
  'onabort of AbortSignal.any': (held) =>
    Object.assign(AbortSignal.any([outside.signal]), { onabort: () => held }),
  'a fetch that hangs': (held) =>
    fetch(url, { signal: AbortSignal.any([outside.signal]) }).then(() => held),
  'a fetch that hangs, by a signal of the process': (held) =>
    fetch(url, { signal: outside.signal }).then(() => held),
  'a sleep that never ends, by a signal of the process': (held) =>
    sleep(1e6, undefined, { signal: outside.signal }).then(() => held),
  'a fetch by Request that hangs': (held) =>
    fetch(new Request(url, { signal: AbortSignal.any([outside.signal]) })).then(() => held),
  'a timeout turned into a number': (held) => Number(setTimeout(() => held, 1e6)),
  'an interval': (held) => setInterval(() => held, 1e6),
  'a promise that never settles': (held) => never().then(() => held),
  'a rejection that nobody handles': (held) =>
    Promise.reject(Object.assign(new Error('x'), { held })),
};

test.each(Object.entries(remains))('%s is freed with its run', async (_name, leave) => {
  let held: WeakRef<object> | undefined;
  await trial(
    async ({ scope, backgroundSleep }) => {
      const agent = scope();
      void agent.run(async () => {
        const whole = { is: 'held' };
        held = new WeakRef(whole);
        void leave(whole);
      });
      await backgroundSleep(10);
    },
    { fetch: never },
  );
  await collected();
  expect(held?.deref()).toBeUndefined();
});

test('nor does a signal of the process keep what has been read, or stalls', async () => {
  const frames = ['a', 'b'].map((data) => ({ data, afterMs: 5 }));
  for (const end of ['done', 'stall'] as const) {
    const reply = { status: 200, headers: {}, frames, end };
    const cross = async () => ({ kind: 'reply', reply }) as const;
    const to = simFetch(() => ({ cross, foreign: never }), ['tool']);
    await trial(
      async ({ backgroundSleep }) => {
        const { signal } = outside;
        void fetch(simUrl('tool', ''), { signal }).then((response) => response.text());
        await backgroundSleep(20);
      },
      { fetch: to },
    );
    expect(getEventListeners(outside.signal, 'abort')).toEqual([]);
  }
});

test('a response that is kept keeps neither what answered it nor what other scopes wait for', async () => {
  const held: WeakRef<object>[] = [];
  const hold = (is: string) => {
    const whole = { is };
    held.push(new WeakRef(whole));
    return whole;
  };
  const answering = () => {
    const points = hold('points');
    return async () => new Response(points.is);
  };
  const kept: Response[] = [];
  await trial(
    async ({ scope }) => {
      const whole = hold('waiting');
      void scope().stuck.then(() => whole);
      kept.push(await fetch(url));
    },
    { fetch: answering() },
  );
  await collected();
  expect(held.map((one) => one.deref())).toEqual([undefined, undefined]);
  expect(kept).toHaveLength(1);
});

/** Everything that nothing holds is gone; what finalizers let go of, too. */
async function collected(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  for (let round = 0; round < 3; round += 1) {
    gc();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
