import { connect, type AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { openProxy } from '../open-proxy.ts';
import type { Proxy } from '../proxy.ts';
import { ask } from './testing/ask.ts';
import { openToxiproxy, withToxiproxy } from './testing/open.ts';
import type { OpenProxy } from './worker.ts';

const proxy = { name: 'a', listen: '127.0.0.1:0', upstream: '127.0.0.1:1' };

test('two thousand proxies are listed at once, and leave nothing', async () => {
  const opened: Proxy[] = [];
  const open: OpenProxy = (options) => {
    const proxy = openProxy(options);
    opened.push(proxy);
    return proxy;
  };
  const { server, close } = await openToxiproxy({ open });
  const list = Array.from({ length: 2000 }, (_, n) => ({ ...proxy, name: `p${n}` }));
  expect((await ask(server, 'POST', '/populate', list)).status).toBe(201);
  const { body } = await ask(server, 'GET', '/proxies');
  const shown = Object.values(JSON.parse(body) as Record<string, { listen: string }>);
  expect(new Set(shown.map(({ listen }) => listen)).size).toBe(2000);
  expect(opened.filter((proxy) => proxy.isEnabled())).toHaveLength(2000);
  await close();
  expect(opened.filter((proxy) => proxy.isEnabled())).toEqual([]);
  expect(server.listening).toBe(false);
});

describe('a body of ten megabytes', () => {
  test('that is no JSON is told so', async () => {
    const { server } = await withToxiproxy();
    const { status, body } = await ask(server, 'POST', '/proxies', 'x'.repeat(10 << 20));
    expect(status).toBe(400);
    expect(body).toMatch(/^\{"error":"bad request body: .{1,100}","status":400\}\n$/);
  });

  test('that is JSON is read as any other', async () => {
    const { server } = await withToxiproxy();
    const wanted = JSON.stringify({ padding: ['"'.repeat(5 << 20)], ...proxy });
    expect((await ask(server, 'POST', '/proxies', wanted)).status).toBe(201);
  });
});

test('a client that never reads holds up nobody', async () => {
  const { server } = await withToxiproxy();
  const list = Array.from({ length: 500 }, (_, n) => ({ ...proxy, name: `p${n}`, enabled: false }));
  await ask(server, 'POST', '/populate', list);
  const { port } = server.address() as AddressInfo;
  const deaf = connect(port, '127.0.0.1').pause();
  deaf.on('error', () => {});
  deaf.write('GET /proxies HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(50));
  expect((await ask(server, 'GET', '/proxies/p499')).status).toBe(200);
  deaf.destroy();
});

test('a client that goes away in the middle of its request changes nothing', async () => {
  const { server } = await withToxiproxy();
  const { port } = server.address() as AddressInfo;
  const half = connect(port, '127.0.0.1').resume();
  const gone = new Promise((resolve) => half.once('close', resolve));
  half.end(
    'POST /proxies HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n{"name":"half","upstream":"x"',
  );
  await gone;
  expect((await ask(server, 'GET', '/proxies')).body).toBe('{}');
});

describe('names', () => {
  test.for(['ключ 名前 🎈', 'a b', '%', '<&>\u2028', '__proto__', 'constructor'])(
    '%j is one',
    async (name) => {
      const { server } = await withToxiproxy();
      const created = await ask(server, 'POST', '/proxies', { ...proxy, name });
      expect(created.status).toBe(201);
      const path = `/proxies/${encodeURIComponent(name)}`;
      expect(JSON.parse((await ask(server, 'GET', path)).body)).toMatchObject({ name });
      expect((await ask(server, 'POST', `${path}/toxics`, { type: 'noop', name })).status).toBe(
        200,
      );
      const toxic = `${path}/toxics/${encodeURIComponent(name)}`;
      expect((await ask(server, 'DELETE', toxic)).status).toBe(204);
      expect((await ask(server, 'DELETE', path)).status).toBe(204);
    },
  );

  test('one with a slash can be had, but not asked for, as in the real server', async () => {
    const { server } = await withToxiproxy();
    expect((await ask(server, 'POST', '/proxies', { ...proxy, name: 'a/b' })).status).toBe(201);
    expect((await ask(server, 'GET', '/proxies/a%2Fb')).status).toBe(404);
    expect((await ask(server, 'GET', '/proxies')).body).toContain('"a/b":{"name":"a/b"');
  });

  test('they are listed by their bytes', async () => {
    const { server } = await withToxiproxy();
    const names = ['b', 'c10', 'c9', 'B', '\u{1f388}', '\uffee', 'é'];
    const list = names.map((name) => ({ ...proxy, name, enabled: false }));
    await ask(server, 'POST', '/populate', list);
    const { body } = await ask(server, 'GET', '/proxies');
    const listed = [...body.matchAll(/\{"name":"([^"]*)"/g)].map(([, name]) => name);
    expect(listed).toEqual(['B', 'b', 'c10', 'c9', 'é', '\uffee', '\u{1f388}']);
  });
});

test('a client of an upstream that is found nowhere is let in, then sees the end', async () => {
  const { server } = await withToxiproxy({ allowsRemote: true });
  const wanted = { ...proxy, upstream: 'nowhere.invalid:80' };
  const { body } = await ask(server, 'POST', '/proxies', wanted);
  const port = Number((JSON.parse(body) as { listen: string }).listen.split(':')[1]);
  const ended = await new Promise((resolve) => {
    const client = connect(port, '127.0.0.1');
    client
      .on('error', resolve)
      .on('close', () => resolve('closed'))
      .resume();
  });
  expect(ended).toBe('closed');
});
