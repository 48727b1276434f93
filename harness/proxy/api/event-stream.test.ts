import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { eventLog } from './event-log.ts';
import { eventStream } from './event-stream.ts';

test('a reader that falls behind is dropped, and no others', async () => {
  const log = eventLog(() => 0);
  let served = 0;
  const server = createServer((_, response) => {
    const reply = eventStream(log, 0, 10_000);
    if ('stream' in reply) reply.stream(response);
    served += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const read = (isDeaf: boolean) =>
    new Promise<() => number>((resolve) => {
      get({ host: '127.0.0.1', port, agent: false }, (response) => {
        let bytes = 0;
        response.on('error', () => {});
        if (isDeaf) response.socket.pause();
        else response.on('data', (chunk: Buffer) => (bytes += chunk.length));
        resolve(() => bytes);
      }).on('error', () => {});
    });
  await read(true);
  const got = await read(false);
  expect(served).toBe(2);
  const connections = () =>
    new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
  const toxic = 'x'.repeat(9000);
  // As many as the system takes before it makes the deaf one wait.
  for (let events = 1; events < 20_000 && (await connections()) === 2; events += 1) {
    log.add('a', { kind: 'struck', connection: 1, toxic });
    while (got() < events * toxic.length) await new Promise(setImmediate);
  }
  expect(await connections()).toBe(1);
  expect(got()).toBeGreaterThan(0);
});
