// oxlint-disable no-underscore-dangle -- so autocannon names its private parts
import { createServer } from 'node:http';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import autocannon from 'autocannon';
import { expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import type { PrivateClient } from './connection.ts';

test('autocannon is the one version whose private parts are known', () => {
  const { version } = createRequire(import.meta.url)('autocannon/package.json') as {
    readonly version: string;
  };
  expect(packageJson.dependencies.autocannon).toBe(version);
});

test('its client asks once for each socket and after each reply, and connects anew after an end', async () => {
  let served = 0;
  const server = createServer((_, reply) => {
    served += 1;
    if (served === 3) reply.shouldKeepAlive = false;
    reply.end('done');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const called: string[] = [];
  const ended = Promise.withResolvers<void>();
  const setupClient = (given: unknown) => {
    const client = given as PrivateClient;
    const { _connect: connect, _doRequest: ask } = client;
    client._connect = () => {
      called.push('connect');
      if (called.length > 4) ended.resolve();
      else connect.call(client);
    };
    client._doRequest = () => {
      called.push('ask');
      if (served < 3) ask.call(client);
    };
    client.on('response', () => called.push('response'));
    for (const part of [
      client._destroyConnection,
      client.parser.execute,
      client.parser.finish,
      client.parser.initialize,
    ]) {
      expect(part).toBeTypeOf('function');
    }
  };
  const over = Promise.withResolvers<void>();
  const options = { url, connections: 1, duration: 60, setupClient };
  const running = autocannon(options, () => over.resolve());
  await ended.promise;
  running.stop();
  await over.promise;
  server.close();
  expect(called).toEqual([
    'connect',
    'ask',
    'response',
    'ask',
    'response',
    'ask',
    'response',
    'ask',
    'connect',
  ]);
});
