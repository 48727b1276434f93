import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { install, uninstall } from '../patches/patches.ts';
import { responseOf } from './plain-response.ts';
import { valueOf } from '../trial.ts';

beforeAll(install);
afterAll(uninstall);

const drained = async (response: Response) => {
  const pieces: string[] = [];
  const body = response.body?.pipeThrough(new TextDecoderStream()) ?? [];
  for await (const piece of body) pieces.push(piece);
  return pieces.join('');
};

/** What may be done with a response; each gives something to compare. */
const operations = {
  tells: ({ status, ok, statusText, type, redirected, url }: Response) => {
    return { status, ok, statusText, type, redirected, url };
  },
  headers: (it: Response) => [...it.headers, it.headers === it.headers],
  writes: (it: Response) => it.headers.set('x-mark', 'made'),
  isUsed: (it: Response) => it.bodyUsed,
  isLocked: (it: Response) => [it.body?.locked, it.body === it.body],
  text: (it: Response) => it.text(),
  json: (it: Response) => it.json() as Promise<unknown>,
  bytes: async (it: Response) => [...(await it.bytes())],
  buffer: async (it: Response) => (await it.arrayBuffer()).byteLength,
  blob: async (it: Response) => {
    const { size, type } = await it.blob();
    return { size, type };
  },
  form: async (it: Response) => [...(await it.formData())],
  drains: drained,
  cancels: (it: Response) => it.body?.cancel('enough'),
  tees: async (it: Response) => {
    const [one, two] = it.body?.tee() ?? [];
    return [await new Response(one).text(), await new Response(two).text()];
  },
  clones: async (it: Response) => {
    const copy = it.clone();
    return [[...copy.headers], copy.url, await copy.text()];
  },
  passes: (it: Response) => [it instanceof Response, String(it), it.constructor === Response],
};
type Name = keyof typeof operations;

async function outcomeOf(response: Response, name: Name): Promise<unknown> {
  try {
    return await operations[name](response);
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : error;
  }
}

const given = fc.record({
  text: fc.constantFrom('', '{"a":1}', 'no json', 'é€😀', '\uFEFF{}', '\uD800', 'a=b&c=d'),
  status: fc.constantFrom(200, 201, 299, 300, 404, 429, 503),
  headers: fc.constantFrom<Record<string, string>>(
    {},
    { 'content-type': 'application/json', 'x-a': 'b' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'X-Upper': ' 1 ', 'x-é': 'b' },
    { 'set-cookie': 'a=b' },
  ),
});
const names = fc.array(fc.constantFrom(...(Object.keys(operations) as Name[])), { maxLength: 6 });

test('a stand-in is told from a genuine Response by nothing that is done with it', async () => {
  await fc.assert(
    fc.asyncProperty(given, names, fc.boolean(), async (given, names, isDelivered) => {
      const pair = [() => responseOf(given.text, given), () => new Response(given.text, given)];
      const [ours, genuine] = await outcomes(pair, async (make) => {
        const results: unknown[] = [];
        const play = async (response: Response) => {
          for (const name of names) results.push([name, await outcomeOf(response, name)]);
        };
        if (!isDelivered) await play(make());
        else await valueOf(async () => play(await fetch(url)), { fetch: async () => make() });
        return results;
      });
      expect(ours).toEqual(genuine);
    }),
    { numRuns: 500 },
  );
});

/** What came of each, or how it threw. */
function outcomes<T, R>(list: readonly T[], play: (one: T) => Promise<R>): Promise<unknown[]> {
  return Promise.all(
    list.map((one) => play(one).catch((error: unknown) => `${String(error)}`.slice(0, 80))),
  );
}

const url = 'http://tool.test/search?q=1';
const json = () => responseOf('{"a":1}', { status: 200, headers: {} });

test('is handed over: it has its URL, and its caller may have gone', async () => {
  const reason = new Error('why');
  const seen = await valueOf(
    async () => {
      const controller = new AbortController();
      const reply = await fetch(url, { signal: controller.signal });
      const other = await fetch(url, { signal: controller.signal });
      const read = await fetch(url, { signal: controller.signal });
      expect(await read.json()).toEqual({ a: 1 });
      controller.abort(reason);
      expect(() => read.clone()).toThrow(TypeError);
      return [
        reply.url,
        await reply.text().catch((error: unknown) => error),
        await drained(other).catch((error: unknown) => error),
      ];
    },
    { fetch: async () => json() },
  );
  expect(seen).toEqual([url, reason, reason]);
});

test('is never read by a caller that is dead', async () => {
  const seen: string[] = [];
  await valueOf(
    async ({ scope, backgroundSleep }) => {
      const agent = scope();
      const replies = await agent.run(async () => [await fetch(url), await fetch(url)]);
      agent.kill();
      void replies[0]?.text().finally(() => seen.push('text'));
      void replies[1]?.body
        ?.getReader()
        .read()
        .finally(() => seen.push('body'));
      await backgroundSleep(100);
    },
    { fetch: async () => json() },
  );
  expect(seen).toEqual([]);
});

test('statuses without a body, and those out of range, are refused as ever', () => {
  for (const status of [101, 204, 304, 600]) {
    expect(() => responseOf('x', { status, headers: {} })).toThrow(
      status === 204 || status === 304 ? TypeError : RangeError,
    );
  }
});
