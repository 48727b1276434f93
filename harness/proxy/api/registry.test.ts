import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ask } from './testing/ask.ts';
import { freePorts, isFree } from './testing/free-ports.ts';
import { withToxiproxy } from './testing/open.ts';

const proxy = { name: 'a', listen: '127.0.0.1:0', upstream: '127.0.0.1:1' };

interface Shown {
  readonly listen: string;
  readonly upstream: string;
  readonly enabled: boolean;
  readonly toxics: readonly { readonly name: string }[];
}

const shown = (body: string) => JSON.parse(body) as Shown;
const portOf = (listen: string) => Number(listen.split(':').at(-1));

describe('a proxy', () => {
  test('that was given any port keeps the one it got while it is disabled', async () => {
    const { server } = await withToxiproxy();
    const { listen } = shown((await ask(server, 'POST', '/proxies', proxy)).body);
    expect(portOf(listen)).toBeGreaterThan(0);
    const off = shown((await ask(server, 'PATCH', '/proxies/a', { enabled: false })).body);
    expect(off).toMatchObject({ listen, enabled: false });
  });

  test('lets go of its port while it is disabled', async () => {
    const { server } = await withToxiproxy();
    const [port = 0] = await freePorts(1);
    const listen = `127.0.0.1:${port}`;
    await ask(server, 'POST', '/proxies', { ...proxy, listen });
    expect(await isFree(port)).toBe(false);
    await ask(server, 'PATCH', '/proxies/a', { enabled: false });
    expect(await isFree(port)).toBe(true);
    const on = shown((await ask(server, 'PATCH', '/proxies/a', { enabled: true })).body);
    expect(on).toMatchObject({ listen, enabled: true });
  });

  test('without an address listens on loopback, not on every address as in Go', async () => {
    const { server } = await withToxiproxy();
    const { listen } = shown(
      (await ask(server, 'POST', '/proxies', { ...proxy, listen: '' })).body,
    );
    expect(listen).toMatch(/^127\.0\.0\.1:\d+$/);
  });

  test('keeps its toxics when it is moved, and is off where it cannot go', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void taken.close());
    const at = `127.0.0.1:${(taken.address() as AddressInfo).port}`;
    const { server } = await withToxiproxy();
    await ask(server, 'POST', '/proxies', proxy);
    await ask(server, 'POST', '/proxies/a/toxics', { type: 'latency' });
    expect(await ask(server, 'PATCH', '/proxies/a', { listen: at })).toMatchObject({
      status: 500,
      body: `{"error":"listen tcp ${at}: bind: address already in use","status":500}\n`,
    });
    expect(shown((await ask(server, 'GET', '/proxies/a')).body)).toMatchObject({
      listen: at,
      enabled: false,
      toxics: [{ name: 'latency_downstream' }],
    });
    const { body } = await ask(server, 'PATCH', '/proxies/a', { listen: ':0', enabled: true });
    expect(shown(body).listen).toMatch(/^(\[::\]|0\.0\.0\.0):\d+$/);
    expect(shown(body)).toMatchObject({ enabled: true, toxics: [{ name: 'latency_downstream' }] });
  });

  test('may not stand in front of a host far away, unless that is allowed', async () => {
    const far = { ...proxy, upstream: '93.184.216.34:80' };
    const strict = await withToxiproxy();
    expect(await ask(strict.server, 'POST', '/proxies', far)).toMatchObject({ status: 403 });
    expect(await ask(strict.server, 'POST', '/populate', [proxy, far])).toMatchObject({
      status: 403,
      headers: { 'content-type': 'application/json' },
    });
    expect((await ask(strict.server, 'GET', '/proxies')).body).toBe('{}');
    await ask(strict.server, 'POST', '/proxies', proxy);
    expect(await ask(strict.server, 'PATCH', '/proxies/a', far)).toMatchObject({ status: 403 });
    expect(shown((await ask(strict.server, 'GET', '/proxies/a')).body)).toMatchObject({
      upstream: proxy.upstream,
      enabled: true,
    });
    const lenient = await withToxiproxy({ allowsRemote: true });
    expect((await ask(lenient.server, 'POST', '/proxies', far)).status).toBe(201);
  });
});

describe('many at once', () => {
  test('of ten that want one name, one gets it', async () => {
    const { server } = await withToxiproxy();
    const asked = Array.from({ length: 10 }, () => ask(server, 'POST', '/proxies', proxy));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, ...Array<number>(9).fill(409)]);
  });

  test('one that is removed while others change it stays removed', async () => {
    const { server } = await withToxiproxy();
    const [port = 0] = await freePorts(1);
    await ask(server, 'POST', '/proxies', { ...proxy, listen: `127.0.0.1:${port}` });
    const changes = [0, 1, 2, 3].flatMap((n) => [
      ask(server, 'PATCH', '/proxies/a', { enabled: n % 2 === 0 }),
      ...(n === 1 ? [ask(server, 'DELETE', '/proxies/a')] : []),
      ask(server, 'POST', '/reset'),
    ]);
    await Promise.all(changes);
    expect((await ask(server, 'GET', '/proxies')).body).toBe('{}');
    expect(await isFree(port)).toBe(true);
  });
});

test('a list that names a proxy anew with the same addresses keeps its toxics and its state', async () => {
  const { server } = await withToxiproxy();
  const { listen } = shown((await ask(server, 'POST', '/proxies', proxy)).body);
  await ask(server, 'POST', '/proxies/a/toxics', { type: 'latency' });
  const same = [{ ...proxy, listen, enabled: false, toxics: [{ type: 'timeout' }] }];
  const { status, body } = await ask(server, 'POST', '/populate', same);
  expect(status).toBe(201);
  expect((JSON.parse(body) as { proxies: unknown }).proxies).toMatchObject([
    { listen, enabled: true, toxics: [{ name: 'latency_downstream' }] },
  ]);
});
