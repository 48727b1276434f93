import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import type { Incoming } from '../model/call.ts';
import { wallClock } from '../model/clock.ts';
import { departure } from '../model/departure.ts';
import { textOf } from '../model/reply.ts';
import { api } from './api.ts';

const deep = '['.repeat(5_000) + ']'.repeat(5_000);
const tool = api([
  http.post('/orders', async ({ request }) => HttpResponse.json(await request.json())),
  http.put('/files', async ({ request }) => HttpResponse.json([...(await request.formData())])),
  http.get('/orders/:id', ({ params }) => HttpResponse.json(params)),
  http.get('/broken', () => {
    throw new SyntaxError('a mistake of its own');
  }),
]);

/** The label of a request, and the reply to it. */
async function asked(more: Partial<Incoming>) {
  const point = tool.open();
  const incoming = { method: 'POST', path: '/orders', headers: {}, body: '', ...more };
  const { label, op, input } = point.read(incoming);
  const call = {
    id: 1,
    point: 'shop',
    label,
    site: { op, attempt: 1 },
    task: 't',
    acts: true,
    incoming,
    input,
  };
  const reply = await point.answer(incoming, {
    call,
    clock: wallClock(),
    seed: 1,
    delivery: 1,
    left: departure(),
  });
  return { label, input, status: reply.status, text: textOf(reply) };
}

test.each<[string, Partial<Incoming>, number, string]>([
  ['a method that no fetch can send', { method: 'TRACE', path: '/' }, 405, 'TRACE is not allowed'],
  ['a path that is two slashes', { method: 'GET', path: '//' }, 404, 'no handler for GET //'],
  ['a star', { method: 'OPTIONS', path: '*' }, 404, 'no handler'],
  ['a path that cannot be decoded', { method: 'GET', path: '/orders/%ff' }, 400, 'no URL'],
  ['a very long path', { method: 'GET', path: `/${'a'.repeat(9_000)}` }, 414, 'too long'],
  ['JSON that is nested deeply', { body: deep }, 400, 'nested too deeply'],
  ['JSON that breaks off', { body: '{"a":' }, 400, 'not JSON'],
  ['no body where one is read', {}, 400, 'not JSON'],
  ['a form that is none', { method: 'PUT', path: '/files', body: 'x' }, 415, 'not a form'],
])('%s gets what a server gives', async (_, incoming, status, says) => {
  const reply = await asked(incoming);
  expect(reply.status).toBe(status);
  expect(reply.text).toContain(says);
  expect(reply.input === null || typeof reply.input === 'string').toBe(true);
});

test('a handler that throws by itself is nobody else’s mistake', async () => {
  const broken = asked({ method: 'GET', path: '/broken', body: '' });
  await expect(broken).rejects.toThrow('a mistake of its own');
});
