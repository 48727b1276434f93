import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { At } from '../../model/scenario.ts';
import { freeAddress } from '../../proxy/api/testing/free-ports.ts';
import { url, type UrlOptions } from './url.ts';

const at: At = { url: () => '', address: () => '', path: () => '', scratch: '' };
const signal = new AbortController().signal;
let server: Server;
let address = '';

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    if (request.url === '/api/sick') response.statusCode = 500;
    response.end(`${request.method} ${request.url} ${body}`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
});
afterAll(() => void server.close());

const asked = async (options: UrlOptions = {}) => {
  const system = await url(address, options).start(at);
  const answer = await system.ask({ id: 'a', input: 1 }, signal);
  await system.close();
  return { answer, crash: system.crash };
};

test('asks an agent that runs already, and neither crashes nor closes it', async () => {
  const plain = { answer: 'POST /api/ {"id":"a","input":1}', crash: undefined };
  expect(await asked()).toEqual(plain);
  const options = { ask: 'PUT /chat', ready: 'GET /health', body: () => ({ q: 1 }) };
  expect((await asked(options)).answer).toBe('PUT /api/chat {"q":1}');
  const own = async (where: string) => where;
  expect((await asked({ ask: own })).answer).toBe(address);
});

test('one that is not there, or not well, is not ready', async () => {
  const nobody = `http://${await freeAddress()}`;
  await expect(url(nobody, { readyWithin: 200 }).start(at)).rejects.toMatchObject({
    code: 'system-not-ready',
    expected: `${nobody} to accept connections`,
    got: expect.stringContaining('ECONNREFUSED'),
  });
  const sick = url(address, { ready: 'GET /sick', readyWithin: 1000 }).start(at);
  await expect(sick).rejects.toMatchObject({
    code: 'system-not-ready',
    got: expect.stringContaining('status 500'),
  });
});

test('what is no address, route or probe is refused', () => {
  const bad = expect.objectContaining({ code: 'bad-argument' });
  expect(() => url('localhost:80')).toThrow(bad);
  expect(() => url(address, { ask: 'chat' })).toThrow(bad);
  expect(() => url(address, { ready: 'health' })).toThrow(bad);
});
