import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toxicKinds } from '../toxics/index.ts';
import { ask } from './testing/ask.ts';
import { echoServer, peer, until } from './testing/echo.ts';
import { withToxiproxy } from './testing/open.ts';

const proxy = { name: 'a', listen: '127.0.0.1:0', upstream: '127.0.0.1:1' };
const beyond = [...toxicKinds.values()].filter((kind) => kind.beyond);

test('the guide names every kind of toxic that is beyond Toxiproxy', () => {
  const guide = readFileSync(new URL('../../../docs/proxy.md', import.meta.url), 'utf8');
  for (const { type } of beyond) expect(guide).toContain(`\`${type}\``);
});

describe('a strict server', () => {
  test.for(beyond.map(({ type }) => type))('knows no %s toxic', async (type) => {
    const { server } = await withToxiproxy();
    await ask(server, 'POST', '/proxies', proxy);
    expect(await ask(server, 'POST', '/proxies/a/toxics', { type })).toMatchObject({
      status: 400,
      body: '{"error":"invalid toxic type","status":400}\n',
    });
  });

  test('passes over schedules and toxics in lists, as over all that it does not know', async () => {
    const { server } = await withToxiproxy();
    const toxics = [{ type: 'flood' }];
    const { status, body } = await ask(server, 'POST', '/populate', [{ ...proxy, toxics }]);
    expect({ status, body }).toEqual({ status: 201, body: expect.stringContaining('"toxics":[]') });
    const toxic = { type: 'noop', from: 'soon', per_request: 7 };
    expect((await ask(server, 'POST', '/proxies/a/toxics', toxic)).body).toBe(
      '{"attributes":{},"name":"noop_downstream","type":"noop","stream":"downstream","toxicity":1}',
    );
  });
});

describe('an extended server', () => {
  test.for(beyond.map(({ type }) => type))('knows the %s toxic', async (type) => {
    const { server } = await withToxiproxy({ isExtended: true });
    await ask(server, 'POST', '/proxies', proxy);
    const { status, body } = await ask(server, 'POST', '/proxies/a/toxics', { type });
    expect({ status, type: (JSON.parse(body) as { type: string }).type }).toEqual({
      status: 200,
      type,
    });
  });

  test('reads schedules, changes them and shows them', async () => {
    const { server } = await withToxiproxy({ isExtended: true });
    await ask(server, 'POST', '/proxies', proxy);
    const toxic = { type: 'noop', name: 'n', to: 2, both_streams: true };
    const created = await ask(server, 'POST', '/proxies/a/toxics', toxic);
    expect(JSON.parse(created.body)).toMatchObject({ name: 'n', to: 2, both_streams: true });
    const changed = await ask(server, 'PATCH', '/proxies/a/toxics/n', { from: 3, to: 4 });
    expect(JSON.parse(changed.body)).toMatchObject({ from: 3, to: 4, both_streams: true });
    expect((await ask(server, 'PATCH', '/proxies/a/toxics/n', { from: 0 })).body).toBe(
      '{"error":"bad request body: from must be at least 1, got 0","status":400}\n',
    );
    expect((await ask(server, 'GET', '/proxies/a/toxics/n')).body).toBe(changed.body);
  });

  test('puts on the toxics of a list before the proxy listens, and in place of those before', async () => {
    const { server } = await withToxiproxy({ isExtended: true });
    const list = (...toxics: object[]) => [{ ...proxy, listen: '127.0.0.1:0', toxics }];
    const names = async (body: unknown) => {
      const got = await ask(server, 'POST', '/populate', body);
      const { proxies } = JSON.parse(got.body) as {
        proxies: readonly { listen: string; toxics: readonly { name: string }[] }[];
      };
      return { names: proxies[0]?.toxics.map(({ name }) => name), listen: proxies[0]?.listen };
    };
    const first = await names(list({ type: 'latency' }, { type: 'noop', stream: 'upstream' }));
    expect(first.names).toEqual(['noop_upstream', 'latency_downstream']);
    const same = { ...proxy, listen: first.listen };
    expect((await names([same])).names).toEqual(first.names);
    expect(await names([{ ...same, toxics: [{ type: 'timeout' }] }])).toEqual({
      names: ['timeout_downstream'],
      listen: first.listen,
    });
  });

  test('fails the first two connections, then lets pass', async () => {
    const { server } = await withToxiproxy({ isExtended: true });
    const toxics = [{ type: 'refuse', to: 2 }];
    const list = [{ ...proxy, upstream: await echoServer(), toxics }];
    const { body } = await ask(server, 'POST', '/populate', list);
    const port = Number(/"listen":"127\.0\.0\.1:(\d+)"/.exec(body)?.[1]);
    for (const isLetPass of [false, false, true]) {
      const client = peer(port);
      client.send('hello');
      await until(() => client.got() === 'hello' || client.closed() !== null);
      expect(client.closed() === null).toBe(isLetPass);
    }
  });

  test('answers HTTP requests itself', async () => {
    const { server } = await withToxiproxy({ isExtended: true });
    const created = await ask(server, 'POST', '/proxies', {
      ...proxy,
      upstream: await echoServer(),
    });
    const attributes = { status: 429, headers: 'retry-after: 7', body: 'too many' };
    await ask(server, 'POST', '/proxies/a/toxics', { type: 'http_reply', attributes });
    const { listen } = JSON.parse(created.body) as { listen: string };
    const reply = await fetch(`http://${listen}/any`, { headers: { connection: 'close' } });
    expect([reply.status, reply.headers.get('retry-after'), await reply.text()]).toEqual([
      429,
      '7',
      'too many',
    ]);
  });

  test.for([
    [[{ type: 'flood' }], 'invalid toxic type'],
    [
      [{ type: 'latency', stream: 'x' }],
      'stream was invalid, can be either upstream or downstream',
    ],
    [[{ type: 'noop' }, { type: 'noop' }], 'toxic already exists'],
    [
      {},
      'bad request body: json: cannot unmarshal object into Go value of type []toxics.ToxicWrapper',
    ],
  ] as const)('refuses a list with %j, and makes nothing of it', async ([toxics, says]) => {
    const { server } = await withToxiproxy({ isExtended: true });
    const list = [
      { ...proxy, name: 'fine' },
      { ...proxy, toxics },
    ];
    const { status, body } = await ask(server, 'POST', '/populate', list);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).toContain(`{"error":"${says}`);
    expect((await ask(server, 'GET', '/proxies')).body).toBe('{}');
  });
});
