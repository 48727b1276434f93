import { expect, test } from 'vitest';
import { rig } from '../sockets/chain-fixture.ts';
import { closeAfter } from './close-after.ts';

test('closes in its time, with data flowing', () => {
  const { put, send, log, clock, struck } = rig();
  put(closeAfter, { timeout: 100 });
  send('a');
  clock.pass(60);
  send('b');
  clock.pass(60);
  send('c');
  expect(log).toEqual(['0 a', '60 b', '100 close']);
  expect(struck).toEqual(['close_after']);
});

test('a change counts from when they met; removal calls it off', () => {
  const { put, log, clock, remove } = rig();
  put(closeAfter, { timeout: 100 });
  clock.pass(60);
  put(closeAfter, { timeout: 200 });
  clock.pass(100);
  expect(log).toEqual([]);
  remove('close_after');
  clock.pass(1000);
  expect(log).toEqual([]);
});

test('a connection that ends first needs no timer', () => {
  const { put, end, clock } = rig();
  put(closeAfter, { timeout: 100 });
  end();
  expect(clock.timers()).toBe(0);
});
