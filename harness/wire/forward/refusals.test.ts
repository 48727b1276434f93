import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openForwardProxy, type ForwardProxy } from './forward-proxy.ts';

let outside: ForwardProxy | undefined;
afterEach(() => outside?.close());

/** All that comes back for these bytes, until the proxy closes the connection. */
async function told(bytes: string): Promise<{ says: string; hosts: readonly string[] }> {
  const hosts: string[] = [];
  outside = await openForwardProxy({ refused: ({ host }) => hosts.push(host) });
  const socket = connect(Number(new URL(outside.url()).port), '127.0.0.1');
  let says = '';
  socket.on('data', (chunk: Buffer) => (says += chunk.toString()));
  socket.on('error', () => {});
  socket.write(bytes);
  await once(socket, 'close');
  return { says, hosts };
}

test.each([
  ['CONNECT', 'CONNECT API.example.com:443 HTTP/1.1\r\nhost: x\r\n\r\n', 'api.example.com'],
  ['absolute-form', 'GET http://a.example:80/x HTTP/1.1\r\nhost: y\r\n\r\n', 'a.example'],
  [
    'a body that is on its way',
    'POST http://a.example/ HTTP/1.1\r\nhost: a.example\r\ncontent-length: 9\r\n\r\nha',
    'a.example',
  ],
  ['origin-form', 'GET / HTTP/1.1\r\nhost: b.example:8443\r\n\r\n', 'b.example:8443'],
  [
    'an upgrade',
    'GET ws://c.example/s HTTP/1.1\r\nhost: c.example\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
    'c.example',
  ],
  ['a host without a name', 'GET / HTTP/1.0\r\n\r\n', 'an unnamed host'],
])('%s is refused in words, and its host told', async (_, bytes, host) => {
  const { says, hosts } = await told(bytes);
  expect(says).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
  expect(says).toContain(`brownout: ${host} is no point of this scenario. Add it`);
  expect(hosts).toEqual([host]);
});

test('a client that asks for this machine through it is told what to do', async () => {
  const { says } = await told('GET http://127.0.0.1:4711/v1 HTTP/1.1\r\nhost: x\r\n\r\n');
  expect(says).toContain("does not heed NO_PROXY: give the system proxy: 'none'");
});

test('a tunnel is refused to a client that has sent more than anybody keeps, and closed', async () => {
  const { says } = await told(`CONNECT a.example:443 HTTP/1.1\r\n\r\n${'x'.repeat(32_000_000)}`);
  expect(says).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
});

test('what is no HTTP is hung up on, and noted as nothing', async () => {
  expect(await told('\u0005\u0001\u0000 hello\r\n\r\n')).toEqual({ says: '', hosts: [] });
});
