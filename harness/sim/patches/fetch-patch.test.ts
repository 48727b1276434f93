import { HttpResponse } from 'msw';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { install, uninstall } from './patches.ts';
import { trial, valueOf } from '../trial.ts';

beforeAll(install);
afterAll(uninstall);

const url = 'http://tool.test/search?q=1';
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
/** A reply that comes after `ms`. */
const slow = (ms: number) => async () => {
  await sleep(ms);
  return Response.json({ ok: true });
};

test('fetch goes where the run sends it, with all that was said', async () => {
  const seen = await valueOf(
    async () => {
      const init = { method: 'POST', body: 'hello', headers: { 'x-a': 'b' } };
      const reply = await fetch(url, init);
      return [reply.status, reply.url, reply instanceof Response, await reply.text()];
    },
    {
      fetch: async (request) => {
        const said = [
          request.method,
          request.url,
          request.headers.get('x-a'),
          await request.text(),
        ];
        return new Response(said.join(' '), { status: 201 });
      },
    },
  );
  expect(seen).toEqual([201, url, true, `POST ${url} b hello`]);
});

test('errors pass through as they are, thrown or rejected; a bad request is rejected', async () => {
  const cause = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
  const error = new TypeError('fetch failed', { cause });
  const ask = () => fetch(url).catch((caught: unknown) => caught);
  expect(await valueOf(ask, { fetch: () => Promise.reject(error) })).toBe(error);
  const thrower = () => {
    throw error;
  };
  expect(await valueOf(ask, { fetch: thrower })).toBe(error);
  const broken = async () => HttpResponse.error();
  expect(await valueOf(ask, { fetch: broken })).toEqual(new TypeError('fetch failed'));
  await valueOf(() => expect(fetch('/relative')).rejects.toThrow(TypeError));
});

test('options.fetch runs in the root scope: it outlives the caller', async () => {
  const acted: string[] = [];
  await valueOf(
    async ({ scope, backgroundSleep }) => {
      const agent = scope();
      agent.run(() => void fetch(url));
      agent.kill();
      await backgroundSleep(2000);
    },
    {
      fetch: async () => {
        await sleep(1000);
        acted.push('acted');
        return new Response();
      },
    },
  );
  expect(acted).toEqual(['acted']);
});

test('a signal rejects the fetch with its reason, before and during it', async () => {
  const reason = new Error('why');
  let calls = 0;
  const seen = await valueOf(
    async ({ clock }) => {
      const gone = AbortSignal.abort(reason);
      const first = await fetch(url, { signal: gone }).catch((e: unknown) => e);
      const second = await fetch(new Request(url, { signal: gone })).catch((e: unknown) => e);
      const third = await fetch(url, { signal: AbortSignal.timeout(50) }).catch(
        (e: Error) => e.name,
      );
      return [first, second, third, clock.nowMs()];
    },
    {
      fetch: async (request) => {
        calls += 1;
        await sleep(1e5);
        return new Response(String(request.signal.aborted));
      },
    },
  );
  expect(seen).toEqual([reason, reason, 'TimeoutError', 50]);
  expect(calls).toBe(1);
});

test('options.fetch sees that the caller has gone', async () => {
  const seen: boolean[] = [];
  await valueOf(
    async ({ backgroundSleep }) => {
      await fetch(url, { signal: AbortSignal.timeout(50) }).catch(() => {});
      await backgroundSleep(1000);
    },
    {
      fetch: async (request) => {
        await sleep(100);
        seen.push(request.signal.aborted);
        return new Response();
      },
    },
  );
  expect(seen).toEqual([true]);
});

test('a signal that outlives its fetches keeps nothing of them', async () => {
  await valueOf(async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...given: Parameters<typeof add>) => {
      listeners += 1;
      add(...given);
    };
    signal.removeEventListener = (...given: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...given);
    };
    for (let i = 0; i < 5; i += 1) await (await fetch(url, { signal })).text();
    expect(listeners).toBe(0);
  });
});

test('pending fetches take virtual time', async () => {
  const nowMs = await valueOf(
    async ({ clock }) => {
      await Promise.all([fetch(url), fetch(url)]);
      await fetch(url);
      return clock.nowMs();
    },
    { fetch: slow(700) },
  );
  expect(nowMs).toBe(1400);
});

/** A body whose pieces come 100 ms apart, and which never ends if it `stalls`. */
const streaming = (pieces: readonly string[], stalls: boolean) => async () => {
  const body = new ReadableStream<Uint8Array>({
    start: async (controller) => {
      for (const piece of pieces) {
        await sleep(100);
        controller.enqueue(new TextEncoder().encode(piece));
      }
      if (!stalls) controller.close();
    },
  });
  return new Response(body);
};

test('a streamed body is read in virtual time, piece by piece or whole', async () => {
  const seen = await valueOf(
    async ({ clock }) => {
      const pieces: string[] = [];
      const reply = await fetch(url);
      expect(reply.body).toBe(reply.body);
      for await (const piece of reply.body!.pipeThrough(new TextDecoderStream())) {
        pieces.push(`${clock.nowMs()} ${piece}`);
      }
      expect(reply.bodyUsed).toBe(true);
      const other = await fetch(url);
      // A look at the body takes nothing from it.
      expect(other.body?.locked).toBe(false);
      return [...pieces, `${await other.clone().text()}`, await other.text(), clock.nowMs()];
    },
    { fetch: streaming(['a', 'b', 'c'], false) },
  );
  expect(seen).toEqual(['100 a', '200 b', '300 c', 'abc', 'abc', 600]);
});

test('the signal of the fetch ends the reading of a stalled body', async () => {
  const seen = await valueOf(
    async ({ clock }) => {
      const nameOf = (error: Error) => error.name;
      const ask = () => fetch(url, { signal: AbortSignal.timeout(500) });
      const whole = await ask().then((reply) => reply.json().catch(nameOf));
      const reader = (await ask()).body!.getReader();
      const first = await reader.read();
      const second = await reader.read().catch(nameOf);
      return [whole, first.done, second, clock.nowMs()];
    },
    { fetch: streaming(['x'], true) },
  );
  expect(seen).toEqual(['TimeoutError', false, 'TimeoutError', 1000]);
});

test('the body of a dead scope is never read to its end', async () => {
  const seen: string[] = [];
  await valueOf(
    async ({ scope, backgroundSleep }) => {
      const agent = scope();
      void agent.run(async () => {
        const [whole, stream] = [await fetch(url), await fetch(url)];
        void whole.text().finally(() => seen.push('text'));
        const reader = stream.body!.getReader();
        await reader.read();
        seen.push('first piece');
        await reader.read().finally(() => seen.push('second piece'));
      });
      await backgroundSleep(150);
      agent.kill();
      await backgroundSleep(1000);
    },
    { fetch: streaming(['a', 'b'], false) },
  );
  expect(seen).toEqual(['first piece']);
});

test('cancelling a body cancels its source', async () => {
  const cancelled: unknown[] = [];
  const fetch = async () =>
    new Response(new ReadableStream({ cancel: (reason) => void cancelled.push(reason) }));
  await valueOf(async () => (await globalThis.fetch(url)).body?.cancel('enough'), { fetch });
  expect(cancelled).toEqual(['enough']);
  const empty = { fetch: async () => new Response(null, { status: 204 }) };
  expect(await valueOf(async () => (await globalThis.fetch(url)).body, empty)).toBeNull();
});

test('outside a run fetch and Response are real', async () => {
  expect(await (await fetch('data:text/plain,real')).text()).toBe('real');
  expect(new Response('x').url).toBe('');
  expect(await new Response('x').clone().text()).toBe('x');
  expect(await new Response(new Response('x').body).text()).toBe('x');
  const end = await trial(async () => await new Response('x').text());
  expect(end).toEqual({ how: 'done', value: 'x' });
});
