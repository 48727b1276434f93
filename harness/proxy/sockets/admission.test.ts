import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { openAdmission } from './admission.ts';
import { manualClock } from '../lines/manual-clock-fixture.ts';
import { client, echo, proxied } from './net-fixture.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

function opened() {
  const clock = manualClock();
  const admitted: string[] = [];
  const admission = openAdmission(clock, (socket) => admitted.push(String(socket)));
  const add = (name: string) => admission.add(name as unknown as Socket);
  return { clock, admitted, add };
}

test('clients that are accepted in successive turns are served together, the first at once', async () => {
  const { admitted, add } = opened();
  for (const name of ['first', 'second', 'third', 'fourth']) {
    add(name);
    expect(admitted).toEqual(['first']);
    await turn();
  }
  for (let n = 0; n < 2; n += 1) await turn();
  expect(admitted).toEqual(['first', 'second', 'third', 'fourth']);
});

test('a client that comes alone is served at once', async () => {
  const { admitted, add } = opened();
  for (const name of ['one', 'another']) {
    add(name);
    expect(admitted).toContain(name);
    for (let n = 0; n < 4; n += 1) await turn();
  }
});

test('a burst that does not end keeps nobody waiting for longer than 30 ms', async () => {
  const { clock, admitted, add } = opened();
  for (let n = 0; n < 50; n += 1) {
    add(String(n));
    clock.pass(1);
    await turn();
  }
  expect(admitted.length).toBeGreaterThanOrEqual(20);
});

test('a proxy that stops in the middle of a burst drops all of it', async () => {
  const { proxy, events } = await proxied(await echo());
  const clients = await Promise.all(Array.from({ length: 20 }, () => client(proxy)));
  // Some are accepted by now, and none but the first is served.
  for (let n = 0; n < 5; n += 1) await turn();
  expect(events).toHaveLength(1);
  await proxy.stop();
  for (const { over } of clients) expect(await over).toMatch(/^(end|ECONNRESET)$/);
  const count = (kind: string) => events.filter((event) => event.kind === kind).length;
  expect(count('close')).toBe(count('open'));
});
