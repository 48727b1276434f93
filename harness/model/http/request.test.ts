import { http, getResponse, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { requestFrom } from './request.ts';

type Arguments = readonly [input: string | URL | Request, init?: RequestInit];

const url = 'http://tool.test/book?x=1#top';

/** What a handler may read of a request. */
async function readingOf(request: Request): Promise<unknown> {
  const { method, cache, credentials, mode, redirect, referrer, keepalive } = request;
  return {
    url: request.url,
    headers: [...request.headers],
    settings: { method, cache, credentials, mode, redirect, referrer, keepalive },
    bodyIs: request.body === null ? 'null' : 'a stream',
    aborted: request.signal.aborted,
    copy: await request.clone().text(),
    text: await request.text(),
    used: request.bodyUsed,
  };
}

const cases: Readonly<Record<string, Arguments>> = {
  'a string': [url],
  'a URL': [new URL(url), {}],
  'a text body': [url, { method: 'POST', body: '{"a":1}' }],
  'an empty text body': [url, { method: 'POST', body: '' }],
  'a body and a type': [
    url,
    { method: 'PUT', body: 'é', headers: { 'Content-Type': 'a/b', X: ' y ' } },
  ],
  'own Headers': [url, { method: 'PATCH', body: 'x', headers: new Headers([['a', 'b']]) }],
  'a list of headers': [url, { method: 'DELETE', headers: [['a', 'b']] }],
  'no body where there could be one': [url, { method: 'POST', body: null, headers: undefined! }],
  'a method in lower case': [url, { method: 'post', body: 'x' }],
  'a form': [url, { method: 'POST', body: new URLSearchParams({ a: 'b' }) }],
  bytes: [url, { method: 'POST', body: new Uint8Array([65, 66]) }],
  'more than the usual': [url, { method: 'POST', body: 'x', redirect: 'manual', keepalive: true }],
  'an aborted signal': [url, { signal: AbortSignal.abort() }],
};

test.each(Object.entries(cases))('reads as the genuine Request for %s', async (_name, given) => {
  expect(await readingOf(requestFrom(...given))).toEqual(await readingOf(new Request(...given)));
});

test('a Request is passed on, or made anew where there is more to say', async () => {
  const given = new Request(url, { method: 'POST', body: 'x' });
  expect(requestFrom(given, undefined)).toBe(given);
  expect(requestFrom(given, { headers: { a: 'b' } }).headers.get('a')).toBe('b');
});

const refused: Readonly<Record<string, Arguments>> = {
  'a relative URL': ['/book'],
  'a URL with a password': ['http://a:b@tool.test'],
  'GET with a body': [url, { body: 'x' }],
  'a bad header name': [url, { headers: { 'a b': 'c' } }],
  'a bad header value': [url, { headers: { a: 'b\nc' } }],
  'a bad header value in Headers': [url, { headers: [['a', 'b\nc']] }],
  'a bad method': [url, { method: 'NO WAY' }],
  'a signal that is none': [url, { signal: {} as AbortSignal }],
  'a stream without duplex': [url, { method: 'POST', body: new Blob(['x']).stream() }],
};

test.each(Object.entries(refused))('refuses %s as the genuine Request does', (_name, given) => {
  const made = errorOf(() => new Request(...given));
  expect(made).toBeInstanceOf(TypeError);
  expect(errorOf(() => requestFrom(...given))).toEqual(made);
});

function errorOf(make: () => unknown): unknown {
  try {
    return make();
  } catch (error) {
    return error;
  }
}

test('the body can be read in every way, but once', async () => {
  const post = () => requestFrom(url, { method: 'POST', body: '{"a":1}' });
  expect(await post().json()).toEqual({ a: 1 });
  expect(new TextDecoder().decode(await post().arrayBuffer())).toBe('{"a":1}');
  expect((await post().bytes()).length).toBe(7);
  expect((await post().blob()).size).toBe(7);
  expect(await new Response(post().body).text()).toBe('{"a":1}');
  await expect(requestFrom(url, { method: 'POST', body: 'x' }).json()).rejects.toThrow(SyntaxError);
  const read = post();
  await read.text();
  expect(read.bodyUsed).toBe(true);
  await expect(read.text()).rejects.toThrow(/already been read|unusable/);
  await expect(read.json()).rejects.toThrow(TypeError);
  expect(() => read.clone()).toThrow(TypeError);
});

test('what the caller changes later does not change the request', () => {
  const headers = { a: 'b' };
  const own = new Headers(headers);
  const requests = [requestFrom(url, { headers }), requestFrom(url, { headers: own })];
  headers.a = 'c';
  own.set('a', 'c');
  expect(requests.map((request) => request.headers.get('a'))).toEqual(['b', 'b']);
});

test('the signal is the caller’s', () => {
  const controller = new AbortController();
  const request = requestFrom(url, { signal: controller.signal });
  expect(request).toBeInstanceOf(Request);
  controller.abort();
  expect(request.signal.aborted).toBe(true);
});

test('MSW handlers answer it', async () => {
  const handlers = [
    http.post('http://tool.test/book', async ({ request }) =>
      HttpResponse.json({ got: await request.json() }),
    ),
  ];
  const request = requestFrom(url, { method: 'POST', body: '{"a":1}' });
  expect(await (await getResponse(handlers, request))?.json()).toEqual({ got: { a: 1 } });
});
