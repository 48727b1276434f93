import { once } from 'node:events';
import {
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import {
  decodedMessage,
  encodedMessage,
  splitMessages,
} from '../../model/streams/binary-message.ts';
import { inFrontOf, serverOf, type InFront } from './testing/in-front.ts';

const opened: { readonly close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one.close();
});

async function fronted(
  listener: RequestListener,
  options: Parameters<typeof inFrontOf>[1] = {},
): Promise<InFront> {
  const upstream = await serverOf(listener);
  opened.push(upstream);
  const front = await inFrontOf(upstream.url, options);
  opened.push(front);
  return front;
}

const chatBody = (stream: boolean) =>
  JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'Hi' }], stream });
const chat = (front: InFront, stream = false, init: RequestInit = {}) =>
  fetch(`${front.url}/v1/chat/completions`, { method: 'POST', body: chatBody(stream), ...init });

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

const outcomes = ({ events }: InFront) =>
  events.flatMap((event) => (event.kind === 'call.end' ? [event.outcome] : []));
const over = async (front: InFront) => {
  while (outcomes(front).length === 0) await new Promise((resolve) => setImmediate(resolve));
  return outcomes(front);
};

describe('what is passed on', () => {
  test('comes as it comes: the client has a piece before the upstream sends the next', async () => {
    let response: ServerResponse | undefined;
    const front = await fronted((_, answer) => {
      response = answer.writeHead(200, { 'content-type': 'text/event-stream' });
      answer.write(chunk({ content: 'One' }));
    });
    const reader = (await chat(front, true)).body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe(chunk({ content: 'One' }));
    response?.write(chunk({ content: ' two' }));
    expect((await reader?.read())?.value).toBe(chunk({ content: ' two' }));
    response?.end(`${chunk({}, 'stop')}data: [DONE]\n\n`);
    expect((await reader?.read())?.value).toContain('[DONE]');
    expect((await reader?.read())?.done).toBe(true);
    expect(await over(front)).toEqual(['replied']);
    expect(front.events.at(-1)).toMatchObject({ meaning: { text: 'One two', finish: 'stop' } });
  });

  test('is the request to the byte, without what is said to us and to the connection', async () => {
    const seen: { headers: IncomingMessage['headers']; url: string | undefined; body: Buffer }[] =
      [];
    const front = await fronted((request, answer) => {
      void bodyOf(request).then((body) => {
        seen.push({ headers: request.headers, url: request.url, body });
        answer.writeHead(201, { 'x-own': 'yes', 'content-type': 'audio/wav' }).end(body);
      });
    });
    const binary = Buffer.from([0xff, 0xfe, 0, 1, 0x80, 0xc3]);
    const headers = {
      authorization: 'Bearer k',
      'x-test-id': 'a',
      'x-brownout-fault': 'slow ms=1',
    };
    const init = { method: 'POST', body: binary, headers };
    const reply = await fetch(`${front.url}/v1/audio/odd?x=1%202`, init);
    expect([reply.status, reply.headers.get('x-own')]).toEqual([201, 'yes']);
    expect(Buffer.from(await reply.arrayBuffer())).toEqual(binary);
    expect(seen[0]).toMatchObject({ url: '/v1/audio/odd?x=1%202', body: binary });
    expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer k' });
    expect(Object.keys(seen[0]?.headers ?? {})).not.toContain('x-test-id');
    expect(Object.keys(seen[0]?.headers ?? {})).not.toContain('x-brownout-fault');
    expect(await over(front)).toEqual(['replied']);
  });

  test('is unpacked where the upstream packs it all the same, so that faults can read it', async () => {
    const front = await fronted(
      (_, answer) => {
        const headers = { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' };
        answer.writeHead(200, headers).end(gzipSync(chunk({ content: 'Hi' }) + chunk({}, 'stop')));
      },
      { faults: 'empty-content' },
    );
    const text = await (await chat(front, true)).text();
    expect(text).toContain('"finish_reason":"stop"');
    expect(text).not.toContain('Hi');
  });

  test('comes line by line from what speaks in lines, so that faults can strike one', async () => {
    const line = (content: string, rest: object = { done: false }) =>
      `${JSON.stringify({ model: 'm', message: { role: 'assistant', content }, ...rest })}\n`;
    const all = line('One') + line(' two') + line('', { done: true, done_reason: 'stop' });
    const front = await fronted(
      (_, answer) => {
        answer.writeHead(200, { 'content-type': 'application/x-ndjson' });
        answer.write(all.slice(0, 20));
        setImmediate(() => answer.end(all.slice(20)));
      },
      { faults: 'error-frame at=1 calls=1' },
    );
    const asked = () => fetch(`${front.url}/api/chat`, { method: 'POST', body: chatBody(true) });
    const struck = await (await asked()).text();
    expect(struck).toMatch(/^\{.*"One".*\n\{"error":"[^"]+"\}\n$/);
    expect(await (await asked()).text()).toBe(all);
    const ends = front.events.filter(({ kind }) => kind === 'call.end');
    expect(ends.at(-1)).toMatchObject({ meaning: { text: 'One two', finish: 'stop' } });
  });

  test('comes message by message from what speaks in binary, so that faults can strike one', async () => {
    const message = (name: string, payload: object) =>
      encodedMessage({ headers: { ':event-type': name }, payload: JSON.stringify(payload) });
    const said = (text: string) => message('contentBlockDelta', { delta: { text } });
    const ends = message('messageStop', { stopReason: 'end_turn' });
    const all = Buffer.concat([said('One'), said(' two'), ends]);
    const front = await fronted(
      (_, answer) => {
        answer.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
        answer.write(all.subarray(0, 70));
        setImmediate(() => answer.end(all.subarray(70)));
      },
      { faults: 'error-frame at=1 calls=1' },
    );
    const asked = async () => {
      const body = JSON.stringify({ messages: [{ role: 'user', content: [{ text: 'Hi' }] }] });
      const reply = await fetch(`${front.url}/model/m/converse-stream`, { method: 'POST', body });
      return Buffer.from(await reply.arrayBuffer());
    };
    const struck = splitMessages(await asked()).map(decodedMessage);
    expect(struck).toMatchObject([
      { headers: { ':event-type': 'contentBlockDelta' } },
      { headers: { ':exception-type': 'modelStreamErrorException' } },
    ]);
    expect(await asked()).toEqual(all);
    const last = front.events.findLast(({ kind }) => kind === 'call.end');
    expect(last).toMatchObject({ meaning: { text: 'One two', finish: 'stop' } });
  });

  test('ends where the client leaves: the upstream need not go on', async () => {
    let hungUp: Promise<unknown> | undefined;
    const front = await fronted((_, answer) => {
      hungUp = once(answer, 'close');
      answer.writeHead(200, { 'content-type': 'text/event-stream' }).write(chunk({ content: 'a' }));
    });
    const leaving = new AbortController();
    const reply = await chat(front, true, { signal: leaving.signal });
    await reply.body?.getReader().read();
    leaving.abort();
    await hungUp;
    expect(await over(front)).toEqual(['left']);
  });

  test.each<[when: string, faults: string, begun: (answer: ServerResponse) => unknown]>([
    ['before it began', '', () => {}],
    [
      'while a short body is waited for',
      '',
      (answer) => answer.writeHead(200, { 'content-length': 99 }).write('{'),
    ],
    [
      'while a fault waits for all of it',
      'bad-frame',
      (answer) =>
        answer
          .writeHead(200, { 'content-type': 'text/event-stream' })
          .write(chunk({ content: 'a' })),
    ],
    ['of a reply that is lost', 'lost-reply', () => {}],
  ])(
    'is cancelled where the client leaves %s: the upstream sees its end',
    async (_, faults, begun) => {
      const asked = Promise.withResolvers<ServerResponse>();
      const hungUp = Promise.withResolvers<void>();
      const front = await fronted(
        (_request, answer) => {
          answer.once('close', () => hungUp.resolve());
          begun(answer);
          asked.resolve(answer);
        },
        { faults },
      );
      const leaving = new AbortController();
      const gone = chat(front, true, { signal: leaving.signal }).catch(() => 'gone');
      const answer = await asked.promise;
      leaving.abort();
      expect(await gone).toBe('gone');
      await hungUp.promise;
      expect(answer.writableFinished).toBe(false);
      expect(await over(front)).toEqual(['unanswered']);
    },
  );

  test('goes to the upstream alone, whatever the path says', async () => {
    let elsewhere = 0;
    const other = await serverOf((_, answer) => void ((elsewhere += 1), answer.end()));
    opened.push(other);
    const paths: string[] = [];
    const front = await fronted((request, answer) => {
      paths.push(request.url ?? '');
      answer.end('{}');
    });
    const { hostname, port } = new URL(front.url);
    const path = `//${new URL(other.url).host}/v1/x`;
    const asked = httpRequest({ hostname, port, path, headers: { authorization: 'Bearer k' } });
    const [reply] = (await once(asked.end(), 'response')) as [IncomingMessage];
    expect(await bodyOf(reply)).toEqual(Buffer.from('{}'));
    expect([elsewhere, paths]).toEqual([0, [path]]);
  });

  test('is no WebSocket', async () => {
    let seen = 0;
    const front = await fronted((_, answer) => void ((seen += 1), answer.end()));
    const { hostname, port } = new URL(front.url);
    const headers = { connection: 'Upgrade', upgrade: 'websocket' };
    const asked = httpRequest({ hostname, port, path: '/v1/realtime', headers });
    const [reply] = (await once(asked.end(), 'response')) as [IncomingMessage];
    expect([reply.statusCode, (await bodyOf(reply)).toString(), seen]).toEqual([
      501,
      expect.stringContaining('WebSockets are not passed on'),
      0,
    ]);
  });

  test('breaks off where the upstream does', async () => {
    const front = await fronted((_, answer) => {
      answer.writeHead(200, { 'content-type': 'text/event-stream' });
      answer.write(chunk({ content: 'a' }), () => answer.destroy());
    });
    await expect(chat(front, true).then((reply) => reply.text())).rejects.toThrow('terminated');
    expect(await over(front)).toEqual(['broken']);
  });
});

const asks = [
  ['/v1/chat/completions', { model: 'm', messages: [{ role: 'user', content: 'Hi' }] }],
  ['/v1/responses', { model: 'm', input: 'Hi' }],
  ['/v1/messages', { model: 'm', max_tokens: 9, messages: [{ role: 'user', content: 'Hi' }] }],
  ['/v1beta/models/m:generateContent', { contents: [{ parts: [{ text: 'Hi' }] }] }],
  ['/v1beta/interactions', { model: 'm', input: 'Hi' }],
] as const;

describe('an upstream that does not answer', () => {
  const shapes = [
    (_: number, message: unknown) => ({
      error: { message, type: 'server_error', code: null },
    }),
    (_: number, message: unknown) => ({ error: { message } }),
    (_: number, message: unknown) => ({ type: 'error', error: { message } }),
    (status: number, message: unknown) => ({ error: { code: status, message } }),
    (status: number, message: unknown) => ({
      error: { code: status === 504 ? 'deadline_exceeded' : 'api_error', message },
    }),
  ] as const;

  test.each(asks.map(([path, body], nth) => [path, body, shapes[nth]!] as const))(
    'is a 502 where it is down, a 504 where it is late, in the words of %s',
    async (path, body, shape) => {
      const gone = await serverOf(() => {});
      await gone.close();
      const down = await inFrontOf(gone.url);
      opened.push(down);
      const init = {
        method: 'POST',
        body: JSON.stringify(body),
        headers: path.endsWith('/messages') ? { 'anthropic-version': '2023-06-01' } : {},
      };
      const refused = await fetch(`${down.url}${path}`, init);
      const why = expect.stringContaining(`${gone.url} did not answer: ECONNREFUSED`) as unknown;
      expect(refused.status).toBe(502);
      expect(await refused.json()).toMatchObject(shape(502, why));
      const late = await fronted(() => {}, { timeoutMs: 20 });
      const waited = await fetch(`${late.url}${path}`, init);
      const inTime = expect.stringContaining('did not answer in time') as unknown;
      expect(waited.status).toBe(504);
      expect(await waited.json()).toMatchObject(shape(504, inTime));
    },
  );
});

describe('faults on live traffic', () => {
  const answering: RequestListener = (_, answer) => {
    answer.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const word of ['One', ' two', ' three']) answer.write(chunk({ content: word }));
    answer.end(`${chunk({}, 'stop')}data: [DONE]\n\n`);
  };

  test.each([
    ['refuse status=503', 0, 503],
    ['rate-limit', 0, 429],
    ['lost-reply', 1, null],
    ['reset-cut afterFrames=1', 1, null],
    ['fin-cut afterFrames=1', 1, null],
    ['clean-cut afterFrames=1', 1, 200],
    ['slow-tokens gapMs=1', 1, 200],
    ['bad-frame', 1, 200],
    ['error-frame', 1, 200],
  ] as const)('%s', async (faults, asked, status) => {
    let seen = 0;
    const front = await fronted((...both) => ((seen += 1), answering(...both)), { faults });
    const heard = await chat(front, true)
      .then(async (reply) => ({ status: reply.status, text: await reply.text() }))
      .catch(() => ({ status: null, text: '' }));
    expect([heard.status, seen]).toEqual([status, asked]);
    expect(front.events.filter(({ kind }) => kind === 'fault.hit')).toHaveLength(1);
    if (faults.startsWith('clean-cut')) expect(heard.text).toBe(chunk({ content: 'One' }));
  });
});
