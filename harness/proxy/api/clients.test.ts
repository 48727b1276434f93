import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Toxiproxy, type ICreateToxicBody, type Proxy } from 'toxiproxy-node-client';
import { describe, expect, test } from 'vitest';
import { echoServer, peer, until, type Peer } from './testing/echo.ts';
import { freeAddress } from './testing/free-ports.ts';
import { inContainer } from './testing/in-container.ts';
import { withToxiproxy } from './testing/open.ts';

/** A proxy in front of an echo server, made by a client of Toxiproxy's. */
interface Made {
  readonly proxy: Proxy;
  readonly port: number;
  readonly upstream: string;
  readonly setEnabled: (isEnabled: boolean) => Promise<unknown>;
}

const portOf = (address: string) => Number(address.split(':')[1]);
const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function byNodeClient(): Promise<Made> {
  const { server } = await withToxiproxy();
  const upstream = await echoServer();
  const client = new Toxiproxy(addressOf(server));
  const listen = await freeAddress();
  const proxy = await client.createProxy({ name: 'echo', listen, upstream });
  const setEnabled = (enabled: boolean) => proxy.update({ enabled, listen, upstream });
  return { proxy, port: portOf(listen), upstream, setEnabled };
}

async function byTestcontainers(): Promise<Made> {
  const { server } = await withToxiproxy();
  const { port: control } = server.address() as AddressInfo;
  const upstream = await echoServer();
  const container = await inContainer(control);
  const { instance, port, setEnabled } = await container.createProxy({ name: 'echo', upstream });
  return { proxy: instance, port, upstream, setEnabled };
}

const hourMs = 3_600_000;
const toxic = <T>(type: string, attributes: T, more: object = {}) =>
  ({
    name: 'it',
    type,
    stream: 'downstream',
    toxicity: 1,
    attributes,
    ...more,
  }) as ICreateToxicBody<T>;

describe.each([
  ['toxiproxy-node-client', byNodeClient],
  ['@testcontainers/toxiproxy', byTestcontainers],
])('%s', (_, make) => {
  test('data passes, unless it is disabled', async () => {
    const made = await make();
    const client = peer(made.port);
    await passes(client, 'hello');
    await made.setEnabled(false);
    await until(() => client.closed() !== null);
    const refused = peer(made.port);
    await until(() => refused.closed() === 'ECONNREFUSED');
    await made.setEnabled(true);
    await passes(peer(made.port), 'again');
  });

  test('latency holds data, until it is shorter', async () => {
    const made = await make();
    const client = peer(made.port);
    const added = await made.proxy.addToxic(toxic('latency', { latency: hourMs, jitter: 0 }));
    client.send('hello');
    await timeForMany(made);
    expect(client.got()).toBe('');
    const updated = await added.update(toxic('latency', { latency: 1, jitter: 1 }));
    expect(updated.attributes).toEqual({ latency: 1, jitter: 1 });
    await until(() => client.got() === 'hello');
  });

  test('bandwidth throttles data, until it is off', async () => {
    const made = await make();
    const added = await made.proxy.addToxic(toxic('bandwidth', { rate: 1 }));
    const client = peer(made.port);
    const text = 'x'.repeat(200_000);
    client.send(text);
    await until(() => client.got() !== '');
    expect(client.got().length).toBeLessThan(text.length);
    await added.remove();
    await until(() => client.got() === text);
  });

  test('slow_close holds the end, not the data', async () => {
    const made = await make();
    const added = await made.proxy.addToxic(toxic('slow_close', { delay: hourMs }));
    const client = peer(made.port);
    await passes(client, 'hello');
    client.end();
    await timeForMany(made);
    expect(client.closed()).toBeNull();
    await added.remove();
    await until(() => client.closed() === 'end');
  });

  test('timeout drops data, and closes after it or when it is off', async () => {
    const made = await make();
    const soon = await made.proxy.addToxic(toxic('timeout', { timeout: 1 }));
    const first = peer(made.port);
    await until(() => first.closed() !== null);
    await soon.update(toxic('timeout', { timeout: 0 }));
    const second = peer(made.port);
    second.send('hello');
    await timeForMany(made);
    expect([second.got(), second.closed()]).toEqual(['', null]);
    await soon.remove();
    await until(() => second.closed() !== null);
    expect([first.got(), second.got()]).toEqual(['', '']);
  });

  test('reset_peer resets once data comes', async () => {
    const made = await make();
    await made.proxy.addToxic(toxic('reset_peer', { timeout: 0 }));
    const client = peer(made.port);
    client.send('hello');
    await until(() => client.closed() === 'ECONNRESET');
  });

  test('slicer cuts data into pieces, and keeps their order', async () => {
    const made = await make();
    const attributes = { average_size: 10, size_variation: 5, delay: hourMs * 1000 };
    const added = await made.proxy.addToxic(toxic('slicer', attributes));
    const client = peer(made.port);
    const text = Array.from({ length: 100 }, (_, n) => String(n)).join();
    client.send(text);
    await until(() => client.got() !== '');
    expect(client.got().length).toBeLessThan(20);
    await added.remove();
    await until(() => client.got() === text);
  });

  test('limit_data closes after so many bytes', async () => {
    const made = await make();
    await made.proxy.addToxic(toxic('limit_data', { bytes: 7 }));
    const client = peer(made.port);
    client.send('hello world');
    await until(() => client.closed() !== null);
    expect(client.got()).toBe('hello w');
  });

  test('toxicity 0 and noop strike nobody', async () => {
    const made = await make();
    await made.proxy.addToxic(toxic('timeout', { timeout: 1 }, { toxicity: 0 }));
    await made.proxy.addToxic(toxic('noop', {}, { name: 'noop' }));
    await passes(peer(made.port), 'hello');
  });

  test('it is found, changed, reset and removed', async () => {
    const { proxy } = await make();
    const client = proxy.getToxiproxy();
    expect(await client.getVersion()).toBe('{"version": "2.12.0"}\n');
    await proxy.addToxic(toxic('latency', { latency: 1, jitter: 0 }, { stream: 'upstream' }));
    expect((await proxy.getToxic('it')).toJson()).toEqual({
      name: 'it',
      type: 'latency',
      stream: 'upstream',
      toxicity: 1,
      attributes: { latency: 1, jitter: 0 },
    });
    const { listen, upstream } = proxy;
    const populated = await client.populate([
      { name: 'echo', listen, upstream },
      { name: 'other', listen: '127.0.0.1:0', upstream, enabled: false },
    ]);
    expect(Object.keys(populated)).toEqual(['echo', 'other']);
    await client.reset();
    await expect(proxy.getToxic('it')).rejects.toThrow('status code 404');
    const all = await client.getAll();
    expect(all['other']?.toJson()).toMatchObject({ enabled: true, upstream });
    await (await client.get('other')).remove();
    await expect(client.get('other')).rejects.toThrow('status code 404');
  });
});

async function passes(client: Peer, text: string): Promise<void> {
  client.send(text);
  await until(() => client.got() === text);
}

/** What others send and get back by a straight way: long enough for an echo that nothing holds. */
async function timeForMany({ upstream }: Made): Promise<void> {
  for (let echoes = 0; echoes < 5; echoes += 1) await passes(peer(portOf(upstream)), 'straight');
}
