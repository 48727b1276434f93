import { request } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { catalogue } from '../../../faults/catalogue.ts';
import { passedApi } from '../../points/plain-http/passed-api.ts';
import { provider } from '../../provider/provider.ts';
import { openUpstream } from '../../provider/upstream/upstream.ts';
import { askedFaults } from './asked-fault.ts';
import { serveRoutes, type GatewayRoute } from './serve-routes.ts';
import { serverOf } from './testing/in-front.ts';

const opened: { readonly close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one.close();
});

function route(
  name: string,
  place: Pick<GatewayRoute, 'host' | 'path'> = {},
  faults = '',
): GatewayRoute {
  const point = provider({ script: () => `${name} here.` });
  const plan = askedFaults(faults, { at: name, point, faults: catalogue });
  return { name, point, plan, ...place };
}

async function served(...routes: readonly GatewayRoute[]): Promise<string> {
  const all = await serveRoutes({
    routes,
    faults: catalogue,
    seed: 1,
    sink: () => ({ take: () => {} }),
    host: '127.0.0.1',
    port: 0,
    onError: (error) => expect.unreachable(String(error)),
  });
  opened.push(all);
  return new URL(all.url({ ...route('any'), host: '127.0.0.1' })).origin;
}

const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'Hi' }] });

/** By hand: fetch names its own Host. */
function post(
  url: string,
  headers: Record<string, string> = {},
): Promise<readonly [number, string]> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () => resolve([response.statusCode ?? 0, text]));
    });
    asked.on('error', reject).end(body);
  });
}

const said = (name: string) => [200, expect.stringContaining(`${name} here.`)];
const at = '/v1/chat/completions';

describe('routes', () => {
  test('are found by host first, then by the longest path, else by none of these', async () => {
    const url = await served(
      route('rest'),
      route('a', { path: '/a' }),
      route('ab', { path: '/a/b' }),
      route('own', { host: 'api.own.test' }),
    );
    expect(await post(`${url}${at}`)).toEqual(said('rest'));
    expect(await post(`${url}/a${at}`)).toEqual(said('a'));
    expect(await post(`${url}/a/b${at}`)).toEqual(said('ab'));
    expect((await post(`${url}/ab${at}`))[0]).toBe(404);
    expect(await post(`${url}${at}`, { host: 'API.own.test:80' })).toEqual(said('own'));
    // A task's own address stands before all of it.
    expect(await post(`${url}/brownout-task/t1/a${at}`)).toEqual(said('a'));
    const [status, why] = await post(`${url}${at}`, { host: 'evil.test' });
    expect([status, why]).toEqual([403, expect.stringContaining('evil.test')]);
    expect((await post(`${url}${at}`, { origin: 'http://api.own.test' }))[0]).toBe(403);
  });

  test('are told of where there is none', async () => {
    const url = await served(route('a', { path: '/a' }));
    const nowhere = await post(`${url}/b`);
    expect(nowhere).toEqual([
      404,
      expect.stringContaining('no route for POST /b; there are a (/a…)'),
    ]);
  });

  test('have faults and sessions of their own, and are counted together', async () => {
    const url = await served(
      route('a', { path: '/a' }, 'refuse status=503'),
      route('b', { path: '/b' }),
    );
    const mine = { 'x-test-id': 'mine' };
    expect((await post(`${url}/a${at}`, mine))[0]).toBe(503);
    expect(await post(`${url}/b${at}`, mine)).toEqual(said('b'));
    const put = { method: 'PUT', headers: mine, body: 'rate-limit' };
    expect((await fetch(`${url}/b/brownout/faults`, put)).status).toBe(200);
    expect((await post(`${url}/b${at}`, mine))[0]).toBe(429);
    expect(await post(`${url}/b${at}`)).toEqual(said('b'));
    expect((await post(`${url}/b${at}`, { 'x-brownout-fault': 'refuse status=418' }))[0]).toBe(418);
    const ended = await fetch(`${url}/brownout/session`, { method: 'DELETE', headers: mine });
    expect(await ended.json()).toEqual({ ended: 2 });
    expect(await post(`${url}/b${at}`, mine)).toEqual(said('b'));
    for (const path of ['/metrics', '/brownout/metrics']) {
      const metrics = await (await fetch(`${url}${path}`)).text();
      expect(metrics).toContain('brownout_calls_total{outcome="failed",point="a",status="503"} 1');
      expect(metrics).toContain('brownout_calls_total{outcome="replied",point="b",status="200"} 3');
      expect(metrics).toMatch(/brownout_call_seconds_total\{point="a"\} \d/);
    }
    expect((await fetch(`${url}/brownout/health`)).status).toBe(200);
  });

  test('lead to tools, too, whose values faults change', async () => {
    const tool = await serverOf((asked, answer) => {
      answer.writeHead(200, { 'content-type': 'application/json' });
      answer.end(JSON.stringify({ path: asked.url, seats: [1, 2, 3] }));
    });
    opened.push(tool);
    const upstream = openUpstream({ url: tool.url, timeoutMs: 10_000 });
    opened.push(upstream);
    const tools = (faults: string, path: string): GatewayRoute => {
      const point = passedApi(upstream);
      return {
        name: path.slice(1),
        path,
        point,
        plan: askedFaults(faults, { at: path.slice(1), point, faults: catalogue }),
      };
    };
    const gone = await serverOf(() => {});
    await gone.close();
    const down = openUpstream({ url: gone.url, timeoutMs: 10_000 });
    opened.push(down);
    const url = await served(
      tools('', '/plain'),
      tools('empty-for-many', '/empty'),
      tools('lost-reply', '/lost'),
      { name: 'down', path: '/down', point: passedApi(down), plan: [] },
    );
    const value = { path: '/book?x=1', seats: [1, 2, 3] };
    expect(JSON.parse((await post(`${url}/plain/book?x=1`))[1])).toEqual(value);
    expect(JSON.parse((await post(`${url}/empty/book`))[1])).toMatchObject({ seats: [] });
    await expect(post(`${url}/lost/book`)).rejects.toThrow('ECONNRESET');
    expect(await post(`${url}/down/book`)).toEqual([502, expect.stringContaining('ECONNREFUSED')]);
  });

  test('cancel what is asked of a tool where its client leaves', async () => {
    const asked = Promise.withResolvers<void>();
    const hungUp = Promise.withResolvers<void>();
    const tool = await serverOf((_, answer) => {
      answer.once('close', () => hungUp.resolve());
      asked.resolve();
    });
    opened.push(tool);
    const upstream = openUpstream({ url: tool.url, timeoutMs: 10_000 });
    opened.push(upstream);
    const url = await served({ name: 'tool', path: '/tool', point: passedApi(upstream), plan: [] });
    const leaving = new AbortController();
    const reply = fetch(`${url}/tool/book`, { signal: leaving.signal }).catch(() => 'gone');
    await asked.promise;
    leaving.abort();
    expect(await reply).toBe('gone');
    await hungUp.promise;
  });
});
