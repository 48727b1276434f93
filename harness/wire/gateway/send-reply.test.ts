import { get as httpGet, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { jsonReply, type End, type Frame, type Reply } from '../../model/reply.ts';
import { openGateway, type Gateway } from './gateway.ts';

const open: Gateway[] = [];
const aHourMs = 3_600_000;

afterEach(async () => {
  for (const gateway of open.splice(0)) await gateway.close();
});

async function serving(reply: Reply): Promise<{ address: string; left: Promise<void> }> {
  const left = Promise.withResolvers<void>();
  const gateway = await openGateway({
    points: [{ name: 'tool', basePath: '' }],
    cross: async (_point, _incoming, signal) => {
      signal.addEventListener('abort', () => left.resolve());
      return { kind: 'reply', reply };
    },
  });
  open.push(gateway);
  return { address: gateway.url('tool'), left: left.promise };
}

function saying(frames: readonly Frame[], end: End, headers: Reply['headers'] = {}): Reply {
  return { status: 200, headers, frames, end };
}

const now = (data: string | Uint8Array): Frame => ({ afterMs: 0, data });
const events = { 'content-type': 'text/event-stream' };
const one = [now('{"half":')];
const two = [now('data: 1\n\n'), now('data: 2\n\n')];

describe('the end of a reply, as fetch sees it', () => {
  test('done: one frame has a content-length, several come in chunks', async () => {
    const plain = await fetch((await serving(jsonReply({ ok: 'ü' }, 201))).address);
    expect(plain.status).toBe(201);
    expect(plain.headers.get('content-length')).toBe('11');
    expect(await plain.json()).toEqual({ ok: 'ü' });
    const streamed = await fetch((await serving(saying(two, 'done', events))).address);
    expect(streamed.headers.get('transfer-encoding')).toBe('chunked');
    expect(await streamed.text()).toBe('data: 1\n\ndata: 2\n\n');
  });

  test.each(['fin', 'reset'] as const)('%s: what was sent arrives, then an error', async (end) => {
    for (const [frames, sent] of [
      [one, '{"half":'],
      [two, 'data: 1\n\ndata: 2\n\n'],
      [[], ''],
    ] as const) {
      const response = await fetch((await serving(saying(frames, end))).address);
      const seen = await readOn(response);
      expect(seen).toEqual({ text: sent, how: 'broken' });
    }
  });

  test('fin and reset of an event stream of one frame: in chunks', async () => {
    const response = await fetch((await serving(saying(two.slice(0, 1), 'fin', events))).address);
    expect(response.headers.get('transfer-encoding')).toBe('chunked');
    expect(await readOn(response)).toEqual({ text: 'data: 1\n\n', how: 'broken' });
  });

  test.each([[one], [two], [[]]])('stall: pending until the client leaves', async (frames) => {
    const { address, left } = await serving(saying(frames, 'stall'));
    const leaving = new AbortController();
    const response = await fetch(address, { signal: leaving.signal });
    expect(response.status).toBe(200);
    const reader = response.body!.getReader();
    let text = '';
    const expected = frames.map((frame) => String(frame.data)).join('');
    while (text.length < expected.length) text += decode((await reader.read()).value);
    expect(text).toBe(expected);
    const more = reader.read().then(
      () => 'more',
      () => 'left',
    );
    expect(await Promise.race([more, turns()])).toBe('pending');
    leaving.abort();
    expect(await more).toBe('left');
    await left;
  });
});

describe('the end of a reply, as node:http sees it', () => {
  test.each([
    ['done', one, 'whole'],
    ['done', two, 'whole'],
    ['fin', one, 'ECONNRESET'],
    ['fin', two, 'ECONNRESET'],
    ['reset', one, 'ECONNRESET'],
    ['reset', two, 'ECONNRESET'],
  ] as const)('%s', async (end, frames, how) => {
    const seen = await readByNode((await serving(saying(frames, end))).address);
    expect(seen).toEqual({ text: frames.map((frame) => frame.data).join(''), how });
  });

  test('fin and reset differ on the socket: an end, an error', async () => {
    expect(await readRaw((await serving(saying(two, 'fin'))).address)).toMatchObject({
      how: 'FIN',
    });
    const reset = await readRaw((await serving(saying(two, 'reset'))).address);
    expect(reset.how).toBe('ECONNRESET');
    expect(reset.text).toContain('data: 2');
  });

  test('to a client of HTTP/1.0 a cut body is short of its content-length', async () => {
    const { address } = await serving(saying(two, 'fin'));
    const { text } = await readRaw(address, 'GET / HTTP/1.0\r\n\r\n');
    expect(text).toMatch(/content-length: 19\r\n/);
    expect(text.split('\r\n\r\n')[1]).toBe('data: 1\n\ndata: 2\n\n');
  });
});

describe('frames', () => {
  test('head and first frame are there while the second waits', async () => {
    const frames = [now('a'), { afterMs: aHourMs, data: 'b' }];
    const { address, left } = await serving(saying(frames, 'done'));
    const leaving = new AbortController();
    const response = await fetch(address, { signal: leaving.signal });
    const reader = response.body!.getReader();
    expect(decode((await reader.read()).value)).toBe('a');
    const more = reader.read().catch(() => 'left');
    expect(await Promise.race([more, turns()])).toBe('pending');
    leaving.abort();
    await left;
  });

  test('text that is due leaves together, what comes later apart', async () => {
    const frames = [now('a'), now('b'), { afterMs: 1, data: 'c' }, now('d')];
    const { address } = await serving(saying(frames, 'done', events));
    const ask = 'GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n';
    const { text } = await readRaw(address, ask);
    expect(text.split('\r\n\r\n')[1]).toBe('2\r\nab\r\n2\r\ncd\r\n0');
  });

  test('the head does not wait for the first frame', async () => {
    const { address } = await serving(saying([{ afterMs: aHourMs, data: '{}' }], 'done'));
    const leaving = new AbortController();
    const response = await fetch(address, { signal: leaving.signal });
    expect(response.headers.get('content-length')).toBe('2');
    leaving.abort();
  });

  test('paced frames are sent one by one, each after its pause, bytes untouched', async () => {
    const sentMs: number[] = [];
    const paced = (data: Frame['data']): Frame => ({
      afterMs: 15,
      get data() {
        sentMs.push(performance.now());
        return data;
      },
    });
    const frames = [paced('a'), paced(Uint8Array.of(0, 255, 10)), paced('c')];
    const response = await fetch((await serving(saying(frames, 'done'))).address);
    // A client that is late reads several at once, so what it reads at a time says nothing.
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([97, 0, 255, 10, 99]);
    const [first = NaN, second = NaN, third = NaN] = sentMs;
    // Timers count whole milliseconds, and may be early by a part of one.
    expect(second - first).toBeGreaterThan(14);
    expect(third - second).toBeGreaterThan(14);
  });

  test('a slow client holds the frames back, and gets them all', async () => {
    let taken = 0;
    const data = Buffer.alloc(256 * 1024, 'x');
    const counted: Frame = {
      afterMs: 0,
      get data() {
        taken += 1;
        return data;
      },
    };
    const total = 200;
    const frames = Array.from({ length: total }, () => counted);
    const { address } = await serving(saying(frames, 'done'));
    const response = await fetch(address);
    let before = -1;
    while (taken !== before) {
      before = taken;
      await turns();
    }
    expect(taken).toBeLessThan(total);
    expect((await response.arrayBuffer()).byteLength).toBe(total * data.length);
    expect(taken).toBe(total);
  });
});

describe('the head', () => {
  test('framing headers of the reply are replaced by true ones', async () => {
    const headers = { 'Content-Length': '99', 'Transfer-Encoding': 'gzip', 'x-kept': 'yes' };
    const response = await fetch((await serving(saying(one, 'done', headers))).address);
    expect(response.headers.get('content-length')).toBe('8');
    expect(response.headers.get('transfer-encoding')).toBe(null);
    expect(response.headers.get('x-kept')).toBe('yes');
  });

  test('a cut reply promises the length its original had', async () => {
    const headers = { 'content-length': '99' };
    const response = await fetch((await serving(saying(one, 'fin', headers))).address);
    expect(response.headers.get('content-length')).toBe('99');
    expect(await readOn(response)).toMatchObject({ how: 'broken' });
  });

  test('no body, no length, where HTTP has none', async () => {
    const empty = await fetch((await serving({ ...saying([], 'done'), status: 204 })).address);
    expect(empty.headers.get('content-length')).toBe(null);
    const sized = saying([], 'done', { 'content-length': '7' });
    const asked = await fetch((await serving(sized)).address, { method: 'HEAD' });
    expect(asked.headers.get('content-length')).toBe('7');
  });
});

async function readOn(response: Response): Promise<{ text: string; how: string }> {
  let text = '';
  try {
    for await (const chunk of response.body!) text += decode(chunk);
    return { text, how: 'whole' };
  } catch {
    return { text, how: 'broken' };
  }
}

function readByNode(address: string): Promise<{ text: string; how: string }> {
  return new Promise((resolve) => {
    let text = '';
    let how = 'nothing';
    // Node tells a reset twice, of the request and of the response, and a FIN of the response only.
    const failed = (error: NodeJS.ErrnoException) => (how = error.code ?? error.message);
    const request = httpGet(address, (response: IncomingMessage) => {
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => (how = 'whole'));
      response.on('error', failed);
      response.on('close', () => resolve({ text, how }));
    });
    request.on('error', failed);
  });
}

function readRaw(
  address: string,
  ask = 'GET / HTTP/1.1\r\nhost: x\r\n\r\n',
): Promise<{ text: string; how: string }> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(new URL(address).port), '127.0.0.1', () => socket.write(ask));
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('end', () => resolve({ text, how: 'FIN' }));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve({ text, how: error.code ?? '' }));
  });
}

/** Enough turns of both event loops for anything that is on its way to arrive. */
async function turns(): Promise<string> {
  for (let i = 0; i < 20; i += 1) await new Promise((resolve) => setTimeout(resolve, 1));
  return 'pending';
}

function decode(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}
