import { createServer as createHttpServer } from 'node:http';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { AgentReply, Send } from '../../model/agent-exchange.ts';
import { send as plainSend } from '../../wire/ask/send.ts';
import { openDriver } from './index.ts';

/** The sender of a driver. */
async function senderOf(name: 'autocannon' | 'undici'): Promise<Send> {
  let send: Send | undefined;
  const running = {
    ask: () => Promise.resolve(null),
    askOver: (given: Send) => {
      send = given;
      return () => Promise.resolve(null);
    },
    close: () => Promise.resolve(),
  };
  const system = { name: 'any', modes: ['wire'], start: () => Promise.resolve(running) } as const;
  const driver = await openDriver(name, { mode: 'wire', system, running });
  onTestFinished(driver.close);
  if (!send) throw new Error('it took no sender');
  return send;
}

/** Where a server listens, until the test is over. */
async function opened(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server that writes this for each request that it has read, and is told of its sockets. */
function saying(say: (socket: Socket, n: number) => void): Promise<string> {
  let n = 0;
  return opened(
    createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', () => say(socket, (n += 1)));
    }),
  );
}

const request = {
  method: 'POST',
  path: '/chat?a=1',
  headers: { 'x-task-id': 'before-1', 'content-type': 'application/json' },
  body: '{"input":"naïve"}',
};
const never = new AbortController().signal;
const ok = (text: string) =>
  `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;

const senders = {
  plain: () => Promise.resolve(plainSend),
  autocannon: () => senderOf('autocannon'),
  undici: () => senderOf('undici'),
};

describe.each(Object.entries(senders))('%s', (_, open) => {
  test('sends what it is given, under the path of the address', async () => {
    const echo = createHttpServer(async (got, reply) => {
      const body: Buffer[] = [];
      for await (const chunk of got as AsyncIterable<Buffer>) body.push(chunk);
      const { method, url, headers } = got;
      const { host, authorization = '', 'x-task-id': id, 'content-length': length } = headers;
      const said = {
        method,
        url,
        id,
        length,
        host,
        authorization,
        body: String(Buffer.concat(body)),
      };
      reply.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    });
    const address = await opened(echo);
    const { host } = new URL(address);
    const send = await open();
    const reply = await send(`http://me:se%20cret@${host}/v1/`, request, never);
    expect(reply).toMatchObject({ status: 201, type: 'application/json' });
    expect(JSON.parse(reply.text)).toEqual({
      method: 'POST',
      url: '/v1/chat?a=1',
      id: 'before-1',
      length: '18',
      host,
      authorization: `Basic ${btoa('me:se cret')}`,
      body: request.body,
    });
    const bare = await send(address, { method: 'GET', path: '/' }, never);
    expect(JSON.parse(bare.text)).toMatchObject({ method: 'GET', url: '/', body: '' });
    const empty = await send(address, { method: 'POST', path: '/' }, never);
    expect(JSON.parse(empty.text)).toMatchObject({ method: 'POST', length: '0', body: '' });
  });

  test.each<[string, readonly string[], Partial<AgentReply>]>([
    ['of a length', [ok('done')], { status: 200, type: 'text/plain', text: 'done' }],
    ['without a length', ['HTTP/1.1 200 OK\r\n\r\nall', ' of it', 'END'], { text: 'all of it' }],
    [
      'in chunks',
      ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none', '\r\n0\r\n\r\n'],
      { text: 'one' },
    ],
    [
      'after hints',
      ['HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n', ok('done')],
      { text: 'done' },
    ],
    ['of an old server', ['HTTP/1.0 200 OK\r\n\r\nold', 'END'], { text: 'old' }],
    ['without content', ['HTTP/1.1 204 No Content\r\n\r\n'], { status: 204, text: '' }],
    ['that failed', [ok('no').replace('200', '503')], { status: 503, text: 'no' }],
  ])('reads a reply %s, twice', async (_name, parts, expected) => {
    const address = await saying(async (socket) => {
      for (const part of parts) {
        if (part === 'END') socket.end();
        else socket.write(part);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    });
    const send = await open();
    expect(await send(address, request, never)).toMatchObject(expected);
    expect(await send(address, request, never)).toMatchObject(expected);
  });

  test('reads a character that comes in two pieces', async () => {
    const bytes = Buffer.from(ok('naïve'));
    const at = bytes.length - 3;
    const address = await saying((socket) => {
      socket.write(bytes.subarray(0, at));
      setTimeout(() => socket.write(bytes.subarray(at)), 10);
    });
    const send = await open();
    expect((await send(address, request, never)).text).toBe('naïve');
  });

  test.each<[string, string]>([
    ['before its reply', ''],
    ['in its head', 'HTTP/1.1 200 OK\r\nContent-Le'],
    ['in a reply of a length', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'],
    ['between chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n'],
    ['after hints', 'HTTP/1.1 103 Early Hints\r\n\r\n'],
    ['with what is no HTTP', 'what?\r\n\r\n'],
  ])('a connection that ends %s is a failure, and the next request is not', async (_name, part) => {
    const address = await saying((socket, n) => {
      if (n === 1) socket.end(part);
      else socket.write(ok('well'));
    });
    const send = await open();
    await expect(send(address, request, never)).rejects.toThrow();
    expect((await send(address, request, never)).text).toBe('well');
  });

  test('a server that refuses is a failure each time', async () => {
    const server = createServer();
    const address = await opened(server);
    server.close();
    const send = await open();
    for (let n = 0; n < 3; n += 1) {
      await expect(send(address, request, never)).rejects.toThrow('ECONNREFUSED');
    }
  });

  test('who asks no more leaves, and the server sees that', async () => {
    const left = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const address = await saying((socket, n) => {
      if (n > 1) return void socket.write(ok('well'));
      socket.on('close', () => left.resolve());
      asked.resolve();
    });
    const send = await open();
    const leaving = new AbortController();
    const reply = send(address, request, leaving.signal);
    await asked.promise;
    leaving.abort(new Error('the deadline has passed'));
    await expect(reply).rejects.toThrow('the deadline has passed');
    await left.promise;
    await expect(send(address, request, leaving.signal)).rejects.toThrow('the deadline has passed');
    expect((await send(address, request, never)).text).toBe('well');
  });

  test('an answer over 32 MiB is none', async () => {
    const piece = Buffer.alloc(1024 * 1024);
    const address = await saying((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${40 * piece.length}\r\n\r\n`);
      for (let n = 0; n < 40; n += 1) socket.write(piece);
    });
    const send = await open();
    await expect(send(address, request, never)).rejects.toThrow('over 32 MiB');
  });
});

test('a server that closes kept connections is asked on new ones', async () => {
  const sockets: Socket[] = [];
  const address = await saying((socket, n) => {
    if (!sockets.includes(socket)) sockets.push(socket);
    if (n === 3)
      socket.write(ok('last').replace('Content-Type', 'Connection: close\r\nContent-Type'));
    else socket.write(ok(String(n)));
  });
  const send = await senderOf('autocannon');
  const texts: string[] = [];
  for (let n = 1; n <= 3; n += 1) texts.push((await send(address, request, never)).text);
  expect([texts, sockets.length]).toEqual([['1', '2', 'last'], 1]);
  expect((await send(address, request, never)).text).toBe('4');
  const closed = once(sockets[1]!, 'close');
  sockets[1]?.end();
  await closed;
  expect((await send(address, request, never)).text).toBe('5');
  expect(sockets).toHaveLength(3);
});

test('requests at once go at once, however many they are', async () => {
  const waiting: Socket[] = [];
  const address = await saying((socket) => {
    waiting.push(socket);
    // None is answered before all are there.
    if (waiting.length === 1000) for (const one of waiting) one.write(ok('done'));
  });
  const send = await senderOf('autocannon');
  const replies = await Promise.all(
    Array.from({ length: 1000 }, () => send(address, request, never)),
  );
  expect(replies.map(({ text }) => text)).toEqual(replies.map(() => 'done'));
});
