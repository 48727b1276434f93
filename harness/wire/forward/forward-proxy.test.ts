import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { openForwardProxy, type ForwardProxy, type ForwardProxyOptions } from './forward-proxy.ts';
import type { Unreached } from './refusal.ts';

const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

type Serve = (request: IncomingMessage, response: ServerResponse) => void;

async function proxied(serve: Serve, more: Partial<ForwardProxyOptions> = {}) {
  const refused: Unreached[] = [];
  const proxy = await openForwardProxy({
    hosts: new Map([['shop.example', 'shop']]),
    serve: (_, request, response) => serve(request, response),
    refused: (one) => refused.push(one),
    ...more,
  });
  open.push(proxy);
  return { proxy, refused };
}

function socketTo({ url }: ForwardProxy): Socket {
  const socket = connect(Number(new URL(url()).port), '127.0.0.1');
  open.push({ close: () => socket.destroy() });
  socket.on('error', () => {});
  return socket;
}

async function tunnel(proxy: ForwardProxy, host = 'shop.example:443'): Promise<Socket> {
  const socket = socketTo(proxy);
  socket.write(`CONNECT ${host} HTTP/1.1\r\nhost: ${host}\r\n\r\n`);
  const [said] = (await once(socket, 'data')) as [Buffer];
  expect(said.toString()).toMatch(/^HTTP\/1\.1 200 /);
  return socket;
}

async function secured(proxy: ForwardProxy, more: ConnectionOptions = {}): Promise<TLSSocket> {
  const ca = readFileSync(proxy.certificates ?? '');
  const socket = connectTls({
    socket: await tunnel(proxy),
    servername: 'shop.example',
    ca,
    ...more,
  });
  open.push({ close: () => socket.destroy() });
  await once(socket, 'secureConnect');
  return socket;
}

/** All that is said until the other side ends, and how it ended. */
async function rest(socket: Socket): Promise<string> {
  let said = '';
  socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<string>((resolve) => {
    socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(`\n${String(code)}`));
    socket.once('end', () => resolve('\nend'));
    socket.once('close', () => resolve('\nclose'));
  });
  return said + (await ended.then((how) => said + how));
}

const get = (path: string, more = '') =>
  `GET ${path} HTTP/1.1\r\nhost: shop.example\r\n${more}\r\n`;
const bye = 'connection: close\r\n';
const echo: Serve = ({ method, url }, response) => void response.end(`${method} ${url}`);

describe('a tunnel to a declared host', () => {
  test.each(['TLSv1.2', 'TLSv1.3'] as const)('is ended in %s', async (version) => {
    const { proxy, refused } = await proxied(echo);
    const at = { minVersion: version, maxVersion: version };
    const socket = await secured(proxy, { ...at, ALPNProtocols: ['h2', 'http/1.1'] });
    expect([socket.getProtocol(), socket.alpnProtocol]).toEqual([version, 'http/1.1']);
    socket.write(get('/a'));
    expect(String(((await once(socket, 'data')) as [Buffer])[0])).toMatch(/GET \/a$/);
    // The connection is kept.
    socket.write(get('/b', bye));
    expect(await rest(socket)).toMatch(/GET \/b\n/);
    expect(refused).toEqual([]);
  });

  test('carries pieces as they come, and a reset as a reset', async () => {
    const { proxy } = await proxied(({ socket }, response) => {
      response.write('one');
      socket.once('data', () => {});
      response.write('two', () => setImmediate(() => socket.resetAndDestroy()));
    });
    const socket = await secured(proxy);
    socket.write(get('/'));
    const said = await rest(socket);
    expect(said).toContain('one');
    expect(said).toMatch(/ECONNRESET|close/);
    expect(said).not.toMatch(/\nend$/);
  });

  test('may be in clear', async () => {
    const { proxy } = await proxied(echo);
    const socket = await tunnel(proxy, 'shop.example:80');
    socket.write(get('/plain', bye));
    expect(await rest(socket)).toContain('GET /plain');
  });

  test('ends where the client ends it without a word', async () => {
    const { proxy, refused } = await proxied(echo);
    const socket = await tunnel(proxy);
    const ended = once(socket, 'close');
    socket.resume();
    socket.end();
    await ended;
    expect(refused).toEqual([]);
  });

  test('speaks no HTTP/2', async () => {
    const { proxy, refused } = await proxied(echo);
    await expect(secured(proxy, { ALPNProtocols: ['h2'] })).rejects.toThrow(/alert/i);
    await expect.poll(() => refused).toEqual([{ host: 'shop.example', why: 'unspoken' }]);
    const clear = await tunnel(proxy, 'shop.example:80');
    clear.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
    await once(clear, 'close');
    expect(refused[1]).toEqual(refused[0]);
  });

  test('speaks no WebSocket, and says so', async () => {
    const { proxy, refused } = await proxied(echo);
    const socket = await secured(proxy);
    socket.write(get('/ws', 'connection: upgrade\r\nupgrade: websocket\r\n'));
    expect(await rest(socket)).toMatch(/^HTTP\/1\.1 426 [^]*'shop' speaks HTTP, and no WebSocket/);
    expect(refused).toEqual([{ host: 'shop.example', why: 'unspoken' }]);
  });

  test('that the client does not trust is told, with the task that it named', async () => {
    const { proxy, refused } = await proxied(echo);
    const socket = socketTo(proxy);
    const user = Buffer.from(new URL(proxy.url('during 1')).username).toString();
    const basic = Buffer.from(`${user}:task`).toString('base64');
    socket.write(
      `CONNECT shop.example:443 HTTP/1.1\r\nproxy-authorization: Basic ${basic}\r\n\r\n`,
    );
    await once(socket, 'data');
    const secure = connectTls({ socket, servername: 'shop.example' });
    await once(secure, 'error');
    await expect
      .poll(() => refused)
      .toEqual([{ host: 'shop.example', why: 'untrusted', task: 'during 1' }]);
  });
});

test('the certificates go with the proxy; without hosts there are none', async () => {
  const { proxy } = await proxied(echo);
  const { certificates = '' } = proxy;
  expect(readFileSync(certificates, 'utf8')).not.toContain('PRIVATE');
  await proxy.close();
  expect(existsSync(certificates)).toBe(false);
  const { proxy: plain } = await proxied(echo, { hosts: new Map() });
  expect(plain.certificates).toBeUndefined();
});

test.each([
  ['CONNECT  HTTP/1.1\r\n\r\n', ''],
  ['CONNECT shop.example:44 HTTP/1.1\r\n\r\n', 'HTTP/1.1 403'],
  ['CONNECT https://shop.example/ HTTP/1.1\r\n\r\n', 'HTTP/1.1 403'],
])('%j leads nowhere', async (bytes, says) => {
  const { proxy } = await proxied(echo);
  const socket = socketTo(proxy);
  socket.write(bytes);
  const said = await rest(socket);
  expect(said.startsWith(says)).toBe(true);
  expect(said).not.toContain('200');
});

describe('where others are passed on', () => {
  async function behind(): Promise<string> {
    const server = createServer((request, response) => {
      const { host, 'proxy-authorization': secret = 'none' } = request.headers;
      response.end(`${request.method} ${request.url} ${host} ${secret}`);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    open.push(server);
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  test('a tunnel and a request reach their host, and nothing is noted', async () => {
    const at = await behind();
    const { proxy, refused } = await proxied(echo, { passesOthers: true });
    const through = await tunnel(proxy, at);
    through.write(get('/tunnel', bye));
    expect(await rest(through)).toContain('GET /tunnel shop.example none');
    const direct = socketTo(proxy);
    const basic = 'proxy-authorization: Basic eDp5\r\n';
    direct.write(`GET http://${at}/abs HTTP/1.1\r\nhost: ${at}\r\n${basic}${bye}\r\n`);
    expect(await rest(direct)).toContain(`GET /abs ${at} none`);
    expect(refused).toEqual([]);
    expect(readFileSync(proxy.certificates ?? '', 'utf8').match(/BEGIN/g)?.length).toBeGreaterThan(
      9,
    );
  });

  test.each([
    ['CONNECT 127.0.0.1:1 HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 502 [^]*127\.0\.0\.1:1 was not reached/],
    ['GET http://127.0.0.1:1/ HTTP/1.1\r\nhost: x\r\n\r\n', /^HTTP\/1\.1 502 [^]*was not reached/],
    ['CONNECT nowhere HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['GET / HTTP/1.1\r\nhost: x\r\n\r\n', /^HTTP\/1\.1 400 /],
  ])('%j is told what went wrong', async (bytes, says) => {
    const { proxy } = await proxied(echo, { passesOthers: true });
    const socket = socketTo(proxy);
    socket.write(bytes);
    expect(await rest(socket)).toMatch(says);
  });
});
