import { getResponse, http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import type { Incoming } from '../model/call.ts';
import { wallClock } from '../model/clock.ts';
import { departure } from '../model/departure.ts';
import type { Point } from '../model/point.ts';
import { api } from './api.ts';
import { nonce, whileAnswering } from './context.ts';
import { uncopied } from './mocked/handlers.ts';

const hotel = () =>
  api(
    () => {
      let made = 0;
      return [
        http.post('/rooms', () => HttpResponse.json({ room: nonce('RM'), made: ++made })),
        http.delete('/rooms/:id', () => new HttpResponse(null, { status: 204 })),
        http.get('/full', () => HttpResponse.json({ error: 'full' }, { status: 409 })),
      ];
    },
    { effects: { 'POST /rooms': { id: 'room', undoneBy: 'DELETE /rooms/:id' } } },
  );

function incoming(method: string, path: string, headers = {}): Incoming {
  return { method, path, headers, body: method === 'POST' ? '{"nights":2}' : '' };
}

async function answer(point: Point, request: Incoming, seed = 1, attempt = 1) {
  const reading = point.read(request);
  const call = {
    id: 1,
    point: 'hotel',
    label: reading.label,
    site: { op: reading.op, attempt },
    task: 'during-1',
    acts: !reading.safe,
    incoming: request,
    input: reading.input,
  };
  const at = { call, clock: wallClock(), seed, delivery: 1, left: departure() };
  return whileAnswering(at, () => point.answer(request, at));
}

test('a label is the handler it meets, with its parameters as they are written', () => {
  const point = hotel().open();
  expect(point.read(incoming('DELETE', '/rooms/RM-1')).label).toBe('DELETE /rooms/:id');
  expect(point.read(incoming('GET', '/nowhere')).label).toBe('GET /nowhere');
});

test('arguments are in the body, the path is told beside it where the label leaves it open', () => {
  const point = hotel().open();
  const gone = incoming('DELETE', '/rooms/RM-1');
  expect(point.read({ ...gone, body: '' })).toMatchObject({ input: '/rooms/RM-1' });
  expect(point.read({ ...gone, body: '' })).not.toHaveProperty('path');
  const why = { ...gone, body: '{"why":"late"}' };
  expect(point.read(why)).toMatchObject({ input: { why: 'late' }, path: '/rooms/RM-1' });
  expect(point.read({ ...incoming('POST', '/rooms'), body: '{}' })).not.toHaveProperty('path');
});

test.each<[string, string, boolean]>([
  ['GET', '/full', true],
  ['HEAD', '/full', true],
  ['POST', '/search', false],
  ['PUT', '/rooms/RM-1', false],
  ['GET', '/book', false],
  ['GET', '/cancel/RM-1', false],
])('%s %s is said to be safe where it only asks: %s', (method, path, safe) => {
  const undoneBy = 'GET /cancel/:id';
  const routes = [
    http.get('/full', () => HttpResponse.json({})),
    http.get('/book', () => HttpResponse.json({ id: 1 })),
    http.get('/cancel/:id', () => new HttpResponse(null, { status: 204 })),
  ];
  const point = api(routes, { effects: { 'GET /book': { undoneBy } } }).open();
  expect(point.read(incoming(method, path)).safe).toBe(safe);
});

test.each([
  ['POST', {}, undefined],
  ['PATCH', {}, undefined],
  ['PUT', {}, true],
  ['PATCH', { idempotent: true }, true],
  ['PUT', { idempotent: false }, false],
])('an effect by %s of the rule %j is idempotent: %j', async (method, rule, idempotent) => {
  const any = () => HttpResponse.json({ id: 'RM-1' });
  const routes = [http.post('/rooms', any), http.patch('/rooms', any), http.put('/rooms', any)];
  const point = api(routes, { effects: { [`${method} /rooms`]: rule } }).open();
  const request = { ...incoming(method, '/rooms'), body: '{}' };
  const [effect] = point.sideEffects(request, await answer(point, request));
  expect(effect).toMatchObject({ does: `${method} /rooms`, id: 'RM-1' });
  expect(effect?.idempotent).toBe(idempotent);
});

test('the ledger reads ids from the reply, the key from its header, undoing from the path', async () => {
  const point = hotel().open();
  const request = incoming('POST', '/rooms', { 'idempotency-key': 'k1' });
  const reply = await answer(point, request);
  const { room } = reply.meaning as { room: string };
  expect(point.sideEffects(request, reply)).toEqual([
    { does: 'POST /rooms', id: room, key: 'k1', undoes: false },
  ]);
  const undo = incoming('DELETE', `/rooms/${room}`);
  expect(point.sideEffects(undo, await answer(point, undo))).toEqual([
    { does: 'POST /rooms', id: room, key: '', undoes: true, idempotent: true },
  ]);
});

test('an undo that makes something itself tells its id', async () => {
  const routes = [
    http.post('/charges', () => HttpResponse.json({ id: 'CH-1' })),
    http.post('/charges/:id/refunds', () => HttpResponse.json({ id: 'RF-1' })),
  ];
  const effects = { 'POST /charges': { undoneBy: 'POST /charges/:id/refunds' } };
  const point = api(routes, { effects }).open();
  const request = incoming('POST', '/charges/CH-1/refunds');
  expect(point.sideEffects(request, await answer(point, request))).toEqual([
    { does: 'POST /charges', id: 'CH-1', key: '', undoes: true, receipt: 'RF-1' },
  ]);
});

test('handlers that cannot be made say where, and leave traces as they were', () => {
  const { stackTraceLimit } = Error;
  function broken(): never {
    throw new Error('no such table');
  }
  const stackOf = (): string => {
    try {
      api(broken).open();
    } catch (error) {
      return (error as Error).stack ?? '';
    }
    return '';
  };
  expect(stackOf()).toMatch(/no such table\n.*broken/);
  hotel().open();
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});

test.each([
  ['POST', {}, false],
  ['POST', { 'idempotency-key': 'k1' }, true],
  ['PUT', {}, true],
])(
  'of a %s with %o that tells no id, a repeat is the same change: %s',
  (method, headers, isSame) => {
    const point = api([http.all('/charges', () => HttpResponse.json({ ok: true }))], {
      effects: [`${method} /charges`],
    }).open();
    const request = { method, path: '/charges', headers, body: '{"amount":5}' };
    const meaning = { ok: true, id: null };
    const reply = { status: 200, headers: {}, frames: [], end: 'done', meaning } as const;
    const [effect] = point.sideEffects(request, reply);
    expect(effect?.id !== '').toBe(isSame);
    expect(point.sideEffects(request, reply)).toEqual([effect]);
  },
);

test('a call that failed has no effect', async () => {
  const point = hotel().open();
  const request = incoming('POST', '/rooms');
  expect(point.sideEffects(request, { ...(await answer(point, request)), status: 500 })).toEqual(
    [],
  );
});

test('nonces are the same for the same seed and call, and for no other', async () => {
  const room = async (seed: number, attempt: number) => {
    const reply = await answer(hotel().open(), incoming('POST', '/rooms'), seed, attempt);
    return (reply.meaning as { room: string }).room;
  };
  expect(await room(1, 1)).toMatch(/^RM-[0-9a-z]{8}$/);
  expect(await room(1, 1)).toBe(await room(1, 1));
  expect(new Set([await room(1, 1), await room(1, 2), await room(2, 1)]).size).toBe(3);
});

test('the nonce of a thing is the same in every reply of a run', async () => {
  const maker = api([
    http.get('/docs/:name', ({ params: { name } }) =>
      HttpResponse.json({ id: nonce('DOC', String(name)) }),
    ),
  ]);
  const id = async (path: string, seed: number, attempt: number) => {
    const reply = await answer(maker.open(), incoming('GET', path), seed, attempt);
    return (reply.meaning as { id: string }).id;
  };
  expect(await id('/docs/a', 1, 1)).toBe(await id('/docs/a', 1, 2));
  const others = [await id('/docs/a', 1, 1), await id('/docs/b', 1, 1), await id('/docs/a', 2, 1)];
  expect(new Set(others).size).toBe(3);
});

test('handlers given as a function have state of their own in each run', async () => {
  const maker = hotel();
  const made = async (point: Point) =>
    ((await answer(point, incoming('POST', '/rooms'))).meaning as { made: number }).made;
  const [first, second] = [maker.open(), maker.open()];
  expect([await made(first), await made(first), await made(second)]).toEqual([1, 2, 1]);
});

test('a call no handler is for is a 404 that says so', async () => {
  const reply = await answer(hotel().open(), incoming('GET', '/nowhere'));
  expect([reply.status, JSON.stringify(reply.meaning)]).toEqual([
    404,
    '{"error":"brownout: no handler for GET /nowhere"}',
  ]);
});

test('every handler that a request may be for is asked, in order, and no other', async () => {
  const asked: string[] = [];
  const note = (name: string) => () => void asked.push(name);
  const any = http.get(
    ({ request }) => request.url.endsWith('/b'),
    () => void asked.push('any'),
  );
  const point = api([
    http.get('/a', note('a')),
    http.get('/b', () => HttpResponse.json({ first: true }), { once: true }),
    http.all('*', note('all')),
    any,
    http.put('/b', note('put')),
    http.get(/\/(a|b)$/, () => HttpResponse.json({ last: true })),
  ]).open();
  const said = async (method: string) => (await answer(point, incoming(method, '/b'))).meaning;
  expect(await said('GET')).toEqual({ first: true });
  expect(asked).toEqual([]);
  expect(await said('GET')).toEqual({ last: true });
  expect(asked).toEqual(['all', 'any']);
  await said('put');
  expect(asked).toEqual(['all', 'any', 'all', 'put']);
});

test('an effect that is no handler is refused', () => {
  const make = () =>
    api([http.post('/book', () => HttpResponse.json({}))], { effects: ['PUT /book'] });
  expect(() => make().open()).toThrow(/got "PUT \/book"/);
});

test('nonce() outside a handler says where it belongs', () => {
  expect(() => nonce('BK')).toThrow(/nonce\('BK'\) where no point answers\. Call it in a handler/);
});

test('a handler may read its request, and copy it before that', async () => {
  const maker = api([
    http.post('/rooms', async ({ request }) => {
      const copy = request.clone();
      return HttpResponse.json([await request.json(), await copy.text()]);
    }),
  ]);
  const reply = await answer(maker.open(), incoming('POST', '/rooms'));
  expect(reply.meaning).toEqual([{ nights: 2 }, '{"nights":2}']);
});

test('MSW makes no copy of a request', async () => {
  const request = new Request('http://tool.test/', { method: 'POST', body: '{}' });
  let copies = 0;
  request.clone = () => {
    copies += 1;
    return Request.prototype.clone.call(request);
  };
  const handlers = [http.post('*', () => HttpResponse.json({}))];
  await getResponse(handlers, uncopied(request));
  expect(copies).toBe(0);
});
