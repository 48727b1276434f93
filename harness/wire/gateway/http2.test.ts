import { once } from 'node:events';
import { connect, type ClientHttp2Session, type OutgoingHttpHeaders } from 'node:http2';
import { connect as dial, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Incoming } from '../../model/call.ts';
import { jsonReply, type Delivery, type End, type Frame } from '../../model/reply.ts';
import { openGateway, type Gateway, type GatewayOptions } from './gateway.ts';

const open: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function opened(
  cross: GatewayOptions['cross'],
  more: Partial<GatewayOptions> = {},
): Promise<{ readonly gateway: Gateway; readonly session: ClientHttp2Session }> {
  const points = [{ name: 'tool', basePath: '' }];
  const gateway = await openGateway({ points, cross, ...more });
  const session = connect(gateway.url('tool'));
  open.push(gateway.close, () => session.destroy());
  return { gateway, session };
}

function dialed(gateway: Gateway): Socket {
  const port = Number(new URL(gateway.url('tool')).port);
  const socket = dial({ port, host: '127.0.0.1', noDelay: true });
  open.push(() => socket.destroy());
  return socket;
}

const preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';

/** What a client sees: the status, the text, and the code of an error. */
async function ask(session: ClientHttp2Session, headers: OutgoingHttpHeaders = {}, body?: string) {
  const stream = session.request(headers, { endStream: body === undefined });
  if (body !== undefined) stream.end(body);
  const seen = { status: 0, text: '', error: '' };
  stream.on('response', ({ ':status': status }) => (seen.status = status ?? 0));
  stream.on('data', (data: Buffer) => (seen.text += data.toString()));
  stream.on('error', (error) => (seen.error = error.message));

  await once(stream, 'close').catch(() => {});
  return seen;
}

const replying =
  (frames: readonly Frame[], end: End, headers = {}) =>
  async (): Promise<Delivery> => ({ kind: 'reply', reply: { status: 200, headers, frames, end } });
const said = (data: string): Frame => ({ afterMs: 0, data });

test('a request over HTTP/2 arrives as one over HTTP/1.1 does', async () => {
  const seen: Incoming[] = [];
  const { session, gateway } = await opened(async (_, incoming) => {
    seen.push(incoming);
    return { kind: 'reply', reply: jsonReply({ ok: 'ü' }, 201) };
  });
  const post = { ':method': 'POST', ':path': '/book?x=1', 'x-a': '1', cookie: ['a=1', 'b=2'] };
  expect(await ask(session, post, 'grüße')).toMatchObject({ status: 201, text: '{"ok":"ü"}' });
  await fetch(`${gateway.url('tool')}/plain`);
  const host = new URL(gateway.url('tool')).host;
  const headers = { host, 'x-a': '1', cookie: 'a=1; b=2' };
  expect(seen).toMatchObject([
    { method: 'POST', path: '/book?x=1', headers, body: 'grüße' },
    { method: 'GET', path: '/plain', headers: { host }, body: '' },
  ]);
  expect(Object.keys(seen[0]?.headers ?? {}).filter((name) => name.startsWith(':'))).toEqual([]);
});

describe('the end of a reply', () => {
  const events = { 'content-type': 'text/event-stream' };
  const two = [said('data: 1\n\n'), said('data: 2\n\n')];
  const cuts: [End, readonly Frame[], object][] = [
    ['reset', two, events],
    ['reset', [said('{"half":')], {}],
    ['reset', [], {}],
    ['fin', two, events],
    ['fin', [said('{"half":')], {}],
  ];

  test.each(cuts)(
    '%s: what was sent arrives, and the connection ends',
    async (end, frames, headers) => {
      const { session } = await opened(replying(frames, end, headers));
      const lost = once(session, 'close');
      session.on('error', () => {});
      const broken = await ask(session);
      expect(broken).toMatchObject({ status: 200, text: frames.map(({ data }) => data).join('') });
      await lost;
    },
  );

  test.each(cuts)('%s beside another call: it alone ends', async (end, frames, headers) => {
    const cutAll = replying(frames, end, headers);
    const { session } = await opened((_, { path }) =>
      path === '/cut' ? cutAll() : replying([said('one')], 'stall')(),
    );
    const other = session.request({});
    await once(other, 'data');
    const broken = await ask(session, { ':path': '/cut' });
    expect(broken).toMatchObject({ status: 200, text: frames.map(({ data }) => data).join('') });
    expect(broken.error).toContain('Stream closed with error code');
    expect(session.closed || other.closed).toBe(false);
  });

  test.each([
    ['fin', 'end'],
    ['reset', 'error'],
  ] as const)('%s is on the socket an %s', async (end, event) => {
    const { gateway } = await opened(replying(two, end, events));
    const socket = dialed(gateway);
    const settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
    const get = [0, 0, 6, 1, 5, 0, 0, 0, 1, 0x82, 0x86, 0x84, 0x41, 1, 0x78];
    socket.write(Buffer.concat([Buffer.from(preface), Buffer.from([...settings, ...get])]));
    const seen = new Promise((resolve) => {
      socket
        .once('end', () => resolve('end'))
        .once('error', () => resolve('error'))
        .resume();
    });
    expect(await seen).toBe(event);
  });

  test('broken before a byte', async () => {
    const { session } = await opened(async () => ({ kind: 'broken', code: 'ECONNRESET' }));
    session.on('error', () => {});
    expect(await ask(session)).toMatchObject({ status: 0, text: '' });
    expect(session.destroyed).toBe(true);
  });

  test('stall, and a client that leaves', async () => {
    const left = Promise.withResolvers<void>();
    const { session } = await opened((_point, _incoming, signal) => {
      signal.addEventListener('abort', () => left.resolve());
      return replying([said('one')], 'stall')();
    });
    const stream = session.request({});
    const [data] = await once(stream, 'data');
    expect(String(data)).toBe('one');
    stream.close();
    await left.promise;
  });
});

test('who is checked as a caller is so by the name that HTTP/2 gives', async () => {
  const { session } = await opened(replying([said('in')], 'done'), { checksCallers: true });
  expect(await ask(session)).toMatchObject({ status: 200 });
  expect(await ask(session, { ':authority': 'evil.example' })).toMatchObject({ status: 403 });
});

test('the first bytes of a connection may come one by one, in either version', async () => {
  const { gateway } = await opened(replying([said('slow')], 'done'));
  for (const [start, expected] of [
    ['PUT / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 'slow'],
    [preface, '\u0004'],
  ] as const) {
    const socket = dialed(gateway);
    for (const byte of start) {
      await new Promise((sent) => socket.write(byte, sent));
    }
    let text = '';
    while (!text.includes(expected)) text += String((await once(socket, 'data'))[0]);
  }
});
