import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openProxy } from '../open-proxy.ts';
import type { Proxy } from '../proxy.ts';
import { toxicKinds } from '../toxics/index.ts';
import { ask } from './testing/ask.ts';
import { openToxiproxy } from './testing/open.ts';

const name = fc.constantFrom('a', 'b', 'c');
const odd = fc.oneof(fc.constantFrom('bad', '127.0.0.1:99999', 'localhost:0', ''), fc.jsonValue());
const mostly = <T>(usual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: odd });
const attributes = fc.dictionary(
  fc.constantFrom(...[...toxicKinds.values()].flatMap((kind) => Object.keys(kind.attributes))),
  mostly(fc.integer({ min: -1, max: 50 })),
);
const toxic = fc.record(
  {
    type: mostly(fc.constantFrom(...[...toxicKinds.values()].map(({ type }) => type))),
    name: mostly(name),
    stream: mostly(fc.constantFrom('upstream', 'DownStream')),
    toxicity: mostly(fc.float()),
    attributes: mostly(attributes),
    from: mostly(fc.nat(3)),
    both_streams: mostly(fc.boolean()),
  },
  { requiredKeys: ['type'] },
);
const proxy = fc.record(
  {
    name: mostly(name),
    listen: mostly(fc.constant('127.0.0.1:0')),
    upstream: mostly(fc.constant('127.0.0.1:1')),
    enabled: mostly(fc.boolean()),
    toxics: mostly(fc.array(toxic, { maxLength: 3 })),
  },
  { requiredKeys: ['name', 'upstream'] },
);
const path = fc.oneof(
  fc.constantFrom('/proxies', '/populate', '/reset', '/metrics', '/version'),
  name.map((name) => `/proxies/${name}`),
  name.map((name) => `/proxies/${name}/toxics`),
  fc.tuple(name, name).map(([proxy, toxic]) => `/proxies/${proxy}/toxics/${toxic}`),
);
const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'POST', 'PATCH', 'DELETE'),
  path,
  body: fc.oneof(proxy, toxic, fc.array(proxy, { maxLength: 3 }), fc.json()),
});

test('whatever is asked, four at a time, is answered, and leaves nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(request, { maxLength: 40 }),
      fc.boolean(),
      async (asked, isExtended) => {
        const opened: Proxy[] = [];
        const { server, close } = await openToxiproxy({
          isExtended,
          metrics: ['proxy'],
          open: (options) => {
            const proxy = openProxy(options);
            opened.push(proxy);
            return proxy;
          },
        });
        const send = async (all: typeof asked): Promise<void> => {
          for (let next = all.shift(); next; next = all.shift()) {
            const { status, body } = await ask(server, next.method, next.path, next.body);
            const isGo = /"error":"(listen tcp|address|lookup)/.test(body);
            expect([200, 201, 204, 400, 403, 404, 405, 409, isGo && 500]).toContain(status);
          }
        };
        const queue = [...asked];
        await Promise.all([send(queue), send(queue), send(queue), send(queue)]);
        const { body } = await ask(server, 'GET', '/proxies');
        const shown = Object.values(JSON.parse(body) as Record<string, { enabled: boolean }>);
        const atWork = opened.filter((proxy) => proxy.isEnabled());
        expect(atWork).toHaveLength(shown.filter(({ enabled }) => enabled).length);
        await close();
        expect(opened.filter((proxy) => proxy.isEnabled())).toEqual([]);
      },
    ),
    { seed: 3, numRuns: 40 },
  );
});
