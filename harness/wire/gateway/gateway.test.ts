import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { Incoming } from '../../model/call.ts';
import { HarnessError } from '../../model/error.ts';
import { jsonReply, type Delivery, type NetworkCode } from '../../model/reply.ts';
import { aborted } from '../process/aborted.ts';
import { openGateway, type Gateway, type GatewayOptions } from './gateway.ts';

const open: Gateway[] = [];
const tool = { name: 'tool', basePath: '' };

afterEach(async () => {
  for (const gateway of open.splice(0)) await gateway.close();
});

async function opened(
  cross: GatewayOptions['cross'],
  more: Partial<GatewayOptions> = {},
): Promise<Gateway> {
  const gateway = await openGateway({ points: [tool], cross, ...more });
  open.push(gateway);
  return gateway;
}

const ok = async (): Promise<Delivery> => ({ kind: 'reply', reply: jsonReply({ ok: true }) });

describe('a request', () => {
  test('arrives whole: method, path with query, lower-case headers, UTF-8 body', async () => {
    const seen: [string, Incoming][] = [];
    const points = [tool, { name: 'model', basePath: '/v1' }];
    const cross = (point: string, incoming: Incoming) => {
      seen.push([point, incoming]);
      return ok();
    };
    const gateway = await opened(cross, { points });
    expect(gateway.url('model')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
    await fetch(`${gateway.url('model')}/chat?x=1%202`, {
      method: 'POST',
      headers: { 'X-Task-Id': 'a' },
      body: 'grüße 🦊',
    });
    await fetch(gateway.url('tool'));
    expect(seen[0]?.[0]).toBe('model');
    const { method, path, headers, body } = seen[0]![1];
    expect({ method, path, body }).toEqual({
      method: 'POST',
      path: '/v1/chat?x=1%202',
      body: 'grüße 🦊',
    });
    expect(headers['x-task-id']).toBe('a');
    expect(seen[1]).toMatchObject(['tool', { method: 'GET', path: '/', body: '' }]);
  });

  test('in absolute form, and in a content-encoding, arrives as any other', async () => {
    const seen: Incoming[] = [];
    const gateway = await opened((_, incoming) => {
      seen.push(incoming);
      return ok();
    });
    const body = gzipSync('{"to":"Rome"}');
    const headers = `host: x\r\ncontent-encoding: GZip\r\ncontent-length: ${body.length}`;
    const socket = await dial(gateway);
    socket.write(`POST http://other.example/book?x=1 HTTP/1.1\r\n${headers}\r\n\r\n`);
    socket.end(body);
    await once(socket, 'data');
    const { path, body: text, headers: its } = seen[0]!;
    expect([path, text, its['content-encoding']]).toEqual([
      '/book?x=1',
      '{"to":"Rome"}',
      undefined,
    ]);
  });

  test.each([
    ['gzip', 'not zipped', 400],
    ['compress', 'x', 415],
  ])('in %s that cannot be undone is answered as servers do', async (encoding, body, status) => {
    const gateway = await opened(ok);
    const headers = { 'content-encoding': encoding };
    const reply = await fetch(gateway.url('tool'), { method: 'POST', headers, body });
    expect(reply.status).toBe(status);
  });

  test('over 32 MiB is answered 413, and never crosses', async () => {
    let crossed = 0;
    const gateway = await opened(() => {
      crossed += 1;
      return ok();
    });
    const limit = 32 * 1024 * 1024;
    const post = (size: number) =>
      fetch(gateway.url('tool'), { method: 'POST', body: Buffer.alloc(size, 'x') });
    expect((await post(limit + 1)).status).toBe(413);
    expect(crossed).toBe(0);
    expect((await post(limit)).status).toBe(200);
  });

  test('that the client breaks off never crosses', async () => {
    let crossed = 0;
    const gateway = await opened(() => {
      crossed += 1;
      return ok();
    });
    const socket = await dial(gateway);
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhalf');
    await new Promise((resolve) => setTimeout(resolve, 5));
    socket.resetAndDestroy();
    expect((await fetch(gateway.url('tool'))).status).toBe(200);
    expect(crossed).toBe(1);
  });

  test('uses its connection again', async () => {
    const gateway = await opened(ok);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    for (let i = 0; i < 5; i += 1) {
      const request = httpRequest(gateway.url('tool'), { agent }).end();
      const [response] = await once(request, 'response');
      ports.add(request.socket?.localPort);
      await once(response.resume(), 'end');
    }
    agent.destroy();
    expect(ports.size).toBe(1);
  });
});

describe('a delivery', () => {
  const codes: NetworkCode[] = ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE'];
  test.each(codes)('broken (%s) is a reset', async (code) => {
    const gateway = await opened(async () => ({ kind: 'broken', code }));
    const failed: unknown = await fetch(gateway.url('tool')).catch((error: unknown) => error);
    expect(failed).toMatchObject({ cause: { code: 'ECONNRESET' } });
    const [error] = await once(httpRequest(gateway.url('tool')).end(), 'error');
    expect(error.code).toBe('ECONNRESET');
  });

  test('never: nothing comes, and the client leaving is noticed', async () => {
    const left = Promise.withResolvers<void>();
    const gateway = await opened(async (_point, _incoming, signal) => {
      signal.addEventListener('abort', () => left.resolve());
      return { kind: 'never' };
    });
    const leaving = new AbortController();
    const reply = fetch(gateway.url('tool'), { signal: leaving.signal }).catch(() => 'left');
    const wait = new Promise((resolve) => setTimeout(resolve, 30, 'pending'));
    expect(await Promise.race([reply, wait])).toBe('pending');
    leaving.abort();
    expect(await reply).toBe('left');
    await left.promise;
  });

  test('still crossing when the client leaves: the signal aborts, nothing is reported', async () => {
    const errors: unknown[] = [];
    const [arrived, left] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const gateway = await opened(
      async (_point, _incoming, signal) => {
        arrived.resolve();
        await aborted(signal);
        left.resolve();
        throw new DOMException('left', 'AbortError');
      },
      { onError: (error) => errors.push(error) },
    );
    const leaving = new AbortController();
    const reply = fetch(gateway.url('tool'), { signal: leaving.signal }).catch(() => 'left');
    await arrived.promise;
    leaving.abort();
    await Promise.all([reply, left.promise]);
    await gateway.close();
    expect(errors).toEqual([]);
  });
});

describe('an error of the harness', () => {
  test('is a 500 to the client and told to onError', async () => {
    const errors: unknown[] = [];
    const onError = (error: unknown, point: string) => errors.push([error, point]);
    const bug = new Error('a bug');
    const gateway = await opened(() => Promise.reject(bug), { onError });
    const response = await fetch(gateway.url('tool'));
    expect(response.status).toBe(500);
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(await response.text()).toBe('brownout: harness error');
    expect(errors).toEqual([[bug, 'tool']]);
  });

  test.each([
    ['status', { ...jsonReply(1), status: 7 }],
    ['header', jsonReply(1, 200, { 'x-a': 'line\nbreak' })],
  ])('so is a reply whose %s is not HTTP', async (_what, reply) => {
    const errors: unknown[] = [];
    const cross = async (): Promise<Delivery> => ({ kind: 'reply', reply });
    const gateway = await opened(cross, { onError: (error) => errors.push(error) });
    expect((await fetch(gateway.url('tool'))).status).toBe(500);
    expect(errors).toHaveLength(1);
  });
});

describe('close', () => {
  test('ends idle, half-sent, hanging and stalled connections at once', async () => {
    const gateway = await opened(async (_point, { path }) =>
      path === '/never'
        ? { kind: 'never' }
        : { kind: 'reply', reply: { ...jsonReply(1), end: path === '/stall' ? 'stall' : 'done' } },
    );
    const silent = await dial(gateway);
    const half = await dial(gateway);
    half.write('POST / HTTP/1.1\r\ncontent-length: 9\r\n');
    const ends = [silent, half].map((socket) => once(socket, 'close'));
    const never = fetch(`${gateway.url('tool')}/never`).catch(() => 'broken');
    const stalled = await fetch(`${gateway.url('tool')}/stall`);
    await (await fetch(gateway.url('tool'))).text();
    await gateway.close();
    await Promise.all(ends);
    expect(await never).toBe('broken');
    await expect(stalled.text()).rejects.toThrow();
    await expect(fetch(gateway.url('tool'))).rejects.toMatchObject({
      cause: { code: 'ECONNREFUSED' },
    });
    await gateway.close();
  });
});

describe('a mistake', () => {
  test('a port that is in use is named, with how to find who holds it', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    const points = [{ name: 'other', basePath: '' }, tool];
    const failed: unknown = await opened(ok, { points, ports: { tool: port } }).catch((e) => e);
    holder.close();
    expect(failed).toBeInstanceOf(HarnessError);
    expect(failed).toMatchObject({ code: 'port-in-use', got: 'it is in use' });
    expect((failed as HarnessError).expected).toBe(
      `port ${port} of 127.0.0.1 to be free for point 'tool'`,
    );
    expect((failed as HarnessError).fix).toContain(`-iTCP:${port}`);
  });

  test('a fixed port is used; one that is none is refused', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const gateway = await opened(ok, { ports: { tool: port } });
    expect(gateway.url('tool')).toBe(`http://127.0.0.1:${port}`);
    const wrong = opened(ok, { ports: { tool: 70_000 } });
    await expect(wrong).rejects.toMatchObject({ code: 'bad-argument' });
  });

  test('a point that is not there', async () => {
    const gateway = await opened(ok);
    expect(() => gateway.url('tol')).toThrow("expected one of the points 'tool', got 'tol'");
    const wrong = opened(ok, { ports: { tol: 1 } });
    await expect(wrong).rejects.toMatchObject({ code: 'unknown-point' });
  });
});

async function dial(gateway: Gateway): Promise<Socket> {
  const socket = connect(Number(new URL(gateway.url('tool')).port), '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}
