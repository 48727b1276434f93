import { connect, type AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openProxy } from '../open-proxy.ts';
import { ask } from './testing/ask.ts';
import { withToxiproxy } from './testing/open.ts';
import { raw } from './testing/raw.ts';

test('what a page of some website has a browser send is refused before anything is done', async () => {
  const { server } = await withToxiproxy();
  const wanted = { name: 'a', listen: '127.0.0.1:0', upstream: '127.0.0.1:1' };
  for (const headers of [{ host: 'evil.example' }, { origin: 'https://evil.example' }]) {
    const { status, body } = await ask(server, 'POST', '/proxies', wanted, headers);
    expect([status, body]).toEqual([403, expect.stringContaining('evil.example')]);
  }
  expect((await ask(server, 'GET', '/proxies')).body).toBe('{}');
  const own = { host: 'localhost:8474', origin: 'http://localhost:3000' };
  expect((await ask(server, 'POST', '/proxies', wanted, own)).status).toBe(201);
});

describe('limits', () => {
  test('a header that does not come in time ends the connection without a word', async () => {
    const { server } = await withToxiproxy({ limits: { readMs: 20 } });
    expect(await raw(server, 'GET /version HTTP/1.1\r\nHost: localhost\r\n')).toBe('');
  });

  test('a body that does not come in time is refused', async () => {
    const { server } = await withToxiproxy({ limits: { readMs: 20 } });
    const head = 'POST /proxies HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"na';
    const got = await raw(server, head);
    expect(got).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(got).toContain('"error":"bad request body: read tcp 127.0.0.1:');
    expect(got).toContain('i/o timeout","status":400}\n');
  });

  test('work that takes too long is a 503, and goes on', async () => {
    let goOn = () => {};
    const { server } = await withToxiproxy({
      limits: { handlerMs: 20 },
      open: (options) => {
        const proxy = openProxy(options);
        const start = async () => {
          await new Promise<void>((resolve) => (goOn = resolve));
          await proxy.start();
        };
        return { ...proxy, start };
      },
    });
    const wanted = { name: 'slow', listen: '127.0.0.1:0', upstream: '127.0.0.1:1' };
    expect(await ask(server, 'POST', '/proxies', wanted)).toMatchObject({
      status: 503,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: '<html><head><title>Timeout</title></head><body><h1>Timeout</h1></body></html>',
    });
    expect((await ask(server, 'GET', '/proxies')).body).toBe('{}');
    goOn();
    // Waits for its turn, behind the one that goes on.
    expect((await ask(server, 'DELETE', '/proxies/slow')).status).toBe(204);
  });

  test('a client that reads nothing for so long is cut off', async () => {
    const { server, populate } = await withToxiproxy({ limits: { writeMs: 50 } });
    const wanted = { name: 'x'.repeat(1 << 20), listen: '', upstream: 'b:1', enabled: false };
    await populate(Buffer.from(JSON.stringify([wanted])));
    const deaf = connect((server.address() as AddressInfo).port, '127.0.0.1').pause();
    onTestFinished(() => void deaf.destroy());
    deaf.on('error', () => {}).write('GET /proxies HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(20));
    await new Promise((resolve) => server.once('connection', resolve));
    const open = () =>
      new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
    await expect.poll(open, { timeout: 10_000 }).toBe(0);
  });

  test('a connection on which nothing is asked any more ends', async () => {
    const { server } = await withToxiproxy({ limits: { idleMs: 1 } });
    expect(await raw(server, 'GET /version HTTP/1.1\r\nHost: localhost\r\n\r\n')).toContain(
      '200 OK',
    );
  });

  test('a body that is too large is refused, once all of it has come', async () => {
    const { server } = await withToxiproxy({ limits: { maxBodyBytes: 1000 } });
    expect(await ask(server, 'POST', '/proxies', ' '.repeat(1_000_000))).toMatchObject({
      status: 413,
      body: '{"error":"request body too large: at most 1000 bytes","status":413}\n',
    });
    expect((await ask(server, 'POST', '/proxies', ' '.repeat(1000))).status).toBe(400);
  });
});

describe('HTTP', () => {
  test('paths are cleaned by way of the client', async () => {
    const { server } = await withToxiproxy();
    expect(await ask(server, 'GET', '//version?a')).toMatchObject({
      status: 301,
      headers: { location: '/version?a' },
      body: '',
    });
  });

  test.for([
    ['what is no HTTP', 'nonsense\r\n\r\n', '400 Bad Request'],
    ['a path that cannot be', 'GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n', '400 Bad Request'],
    [
      'a header that is too large',
      `GET /version HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(1 << 20)}`,
      '431 Request Header Fields Too Large',
    ],
  ])('%s is refused', async ([, bytes = '', says = '']) => {
    const { server } = await withToxiproxy();
    const got = await raw(server, bytes);
    expect(got).toMatch(new RegExp(`^HTTP/1\\.1 ${says}\r\n`));
    expect(got.endsWith(`\r\n\r\n${says}`)).toBe(true);
  });

  test('a method that nobody knows is not allowed where there is something', async () => {
    const { server } = await withToxiproxy();
    const ask = (path: string) => raw(server, `BREW ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    expect(await ask('/proxies')).toMatch(/^HTTP\/1\.1 405 Method Not Allowed\r\n/);
    expect(await ask('/tea')).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/);
  });

  test('a second request on the same connection is served after a refused one', async () => {
    const { server } = await withToxiproxy();
    const got = await raw(
      server,
      'GET /proxies/a HTTP/1.1\r\nHost: localhost\r\n\r\n' +
        'GET /version HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    );
    expect(got).toMatch(/404 Not Found[^]*200 OK/);
  });
});
