import fc from 'fast-check';
import { getResponse, HttpResponse as MockedResponse, type JsonBodyType } from 'msw';
import { expect, test } from 'vitest';
import { http } from './http.ts';
import { HttpResponse } from './http-response.ts';
import { toolReply } from './tool-reply.ts';

type Made = MockedResponse<JsonBodyType>;

/** What may be done with a response; each gives something to compare. */
const operations = {
  tells: ({ status, ok, statusText, type, redirected, url }: Made) => {
    return { status, ok, statusText, type, redirected, url };
  },
  headers: (it: Made) => [...it.headers],
  writes: (it: Made) => it.headers.set('x-mark', 'made'),
  isUsed: (it: Made) => it.bodyUsed,
  text: (it: Made) => it.text(),
  json: (it: Made) => it.json() as Promise<unknown>,
  bytes: async (it: Made) => [...(await it.bytes())],
  blob: async (it: Made) => {
    const { size, type } = await it.blob();
    return { size, type };
  },
  drains: async (it: Made) => new Response(it.body).text(),
  clones: async (it: Made) => {
    const copy = it.clone();
    return [[...copy.headers], copy.status, copy instanceof MockedResponse, await copy.text()];
  },
  passes: (it: Made) => [
    it instanceof Response,
    it instanceof HttpResponse,
    it instanceof MockedResponse,
    it.constructor === MockedResponse,
    String(it),
    Symbol.for('kDefaultContentType') in it,
  ],
  replies: (it: Made) => toolReply(it),
};
type Name = keyof typeof operations;

async function outcomeOf(response: Made, name: Name): Promise<unknown> {
  try {
    return await operations[name](response);
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : error;
  }
}

const bodies = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(undefined, 'é€😀', '\uFEFF', '\uD800', new Date(0), { a: [undefined, -0] }),
);
const inits = fc.option(
  fc.record(
    {
      status: fc.constantFrom(0, 200, 201, 204, 304, 404, 429, 503, 599, 101, 600),
      statusText: fc.constantFrom('', 'As Told'),
      headers: fc.constantFrom<HeadersInit>(
        { 'x-b': '1', 'X-A': ' 2 ' },
        { 'Content-Type': 'text/plain' },
        { 'content-type': 'text/event-stream' },
        { 'content-type': 'application/octet-stream' },
        { 'content-length': '3' },
        { 'set-cookie': 'a=b' },
        { 'x-é': 'b' },
        [['x-b', '1']],
        new Headers({ 'retry-after': '2' }),
      ),
      type: fc.constantFrom<ResponseType>('error', 'default'),
    },
    { requiredKeys: [] },
  ),
  { nil: undefined },
);
const names = fc.array(fc.constantFrom(...(Object.keys(operations) as Name[])), { maxLength: 5 });

test('json is told from that of MSW by nothing that is done with it', async () => {
  await fc.assert(
    fc.asyncProperty(bodies, inits, names, async (body, init, names) => {
      const [ours, genuine] = await Promise.all(
        [HttpResponse, MockedResponse].map(async (type) => {
          try {
            const made = type.json(body as undefined, init);
            const results: unknown[] = [];
            for (const name of [...names, 'replies'] as const) {
              results.push([name, await outcomeOf(made, name)]);
            }
            return results;
          } catch (error) {
            return String(error);
          }
        }),
      );
      expect(ours).toEqual(genuine);
    }),
    { numRuns: 400 },
  );
});

test('its headers come in the order that a Headers gives them', async () => {
  const init = { headers: { 'x-b': '1', 'a-b': '2' } };
  const [ours, genuine] = [HttpResponse.json({}, init), MockedResponse.json({}, init)];
  expect(Object.entries((await toolReply(ours)).headers)).toEqual([...genuine.headers]);
});

test('what the handler changes afterwards is in the reply, and in no other', async () => {
  const init = { status: 201, headers: { 'x-a': '1' } };
  const body = { list: [1] };
  const made = HttpResponse.json(body, init);
  init.headers['x-a'] = '2';
  body.list.push(2);
  made.headers.set('x-b', '3');
  expect(await toolReply(made)).toMatchObject({
    status: 201,
    headers: { 'x-a': '1', 'x-b': '3', 'content-length': '12' },
    meaning: { list: [1] },
  });
});

test('the rest is MSW’s own', async () => {
  expect(new HttpResponse('x', { status: 202 })).toBeInstanceOf(MockedResponse);
  expect(await HttpResponse.text('é').text()).toBe('é');
  expect(HttpResponse.error().type).toBe('error');
  expect(HttpResponse.name).toBe('HttpResponse');
});

test('handlers give it away in each way that MSW knows', async () => {
  let n = 0;
  const handlers = [
    http.get('/thrown', () => {
      throw HttpResponse.json({ thrown: true }, { status: 404 });
    }),
    http.get('/steps', function* steps() {
      yield HttpResponse.json({ step: 1 });
      return HttpResponse.json({ step: 2 });
    }),
    http.get('/once', () => HttpResponse.json({ once: (n += 1) }), { once: true }),
    http.get('/once', () => HttpResponse.json({ once: 'over' })),
    http.get('/ended', ({ finalize }) => {
      finalize(() => void (n += 10));
      return HttpResponse.json({ ended: true });
    }),
  ];
  const asked = async (path: string) => {
    const request = new Request(`http://tool.invalid${path}`);
    const response = await getResponse(handlers, request, { baseUrl: 'http://tool.invalid' });
    return response && (await toolReply(response)).meaning;
  };
  expect(await asked('/thrown')).toEqual({ thrown: true });
  expect([await asked('/steps'), await asked('/steps'), await asked('/steps')]).toEqual([
    { step: 1 },
    { step: 2 },
    { step: 2 },
  ]);
  expect([await asked('/once'), await asked('/once')]).toEqual([{ once: 1 }, { once: 'over' }]);
  expect(await asked('/ended')).toEqual({ ended: true });
  expect(n).toBe(11);
});
