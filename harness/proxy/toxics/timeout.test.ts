import { expect, test } from 'vitest';
import { rig } from '../sockets/chain-fixture.ts';
import { latency } from './latency.ts';
import { timeout } from './timeout.ts';

test('drops data, and closes after so much silence', () => {
  const { put, send, log, clock, struck, chain } = rig();
  put(timeout, { timeout: 100 });
  clock.pass(60);
  send('a');
  clock.pass(60);
  send('b');
  expect(chain.heldBytes()).toBe(0);
  clock.pass(99);
  expect(log).toEqual([]);
  clock.pass(1);
  expect(log).toEqual(['220 close']);
  expect(struck.length).toBeGreaterThan(0);
});

test('0 drops and never closes', () => {
  const { put, send, log, clock } = rig();
  put(timeout, { timeout: 0 });
  send('a');
  clock.pass(1e9);
  expect(log).toEqual([]);
  expect(clock.timers()).toBe(0);
});

test('an end passes', () => {
  const { put, end, log, clock } = rig();
  put(timeout, { timeout: 100 });
  end();
  clock.pass(1000);
  expect(log).toEqual(['0 end']);
});

test('a change starts the wait anew; removal closes', () => {
  const { put, log, clock, remove } = rig();
  put(timeout, { timeout: 100 });
  clock.pass(90);
  put(timeout, { timeout: 50 });
  clock.pass(49);
  expect(log).toEqual([]);
  remove('timeout');
  expect(log).toEqual(['139 close']);
  expect(clock.timers()).toBe(0);
});

test('what a toxic before it still holds is lost with the connection', () => {
  const { put, send, log, clock, chain } = rig();
  put(latency, { latency: 100 });
  send('a');
  put(timeout, { timeout: 10 });
  clock.pass(1000);
  expect(log).toEqual(['10 close']);
  expect([chain.heldBytes(), clock.timers()]).toEqual([0, 0]);
});
