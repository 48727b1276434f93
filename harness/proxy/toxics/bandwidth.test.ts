import { expect, test } from 'vitest';
import { rig } from '../sockets/chain-fixture.ts';
import { bandwidth } from './bandwidth.ts';

test('480 KB at 1000 KB/s take 480 ms', () => {
  const { put, send, log, clock, text } = rig();
  put(bandwidth, { rate: 1000 });
  send(480_000);
  clock.pass(479);
  expect(text().length).toBeLessThan(480_000);
  clock.pass(1.001);
  expect(text()).toHaveLength(480_000);
  expect(log.at(-1)).toMatch(/^480 /);
});

test('what is too much for a tenth of a second goes in tenths', () => {
  const { put, send, log, clock } = rig();
  put(bandwidth, { rate: 1 });
  send(250);
  clock.pass(1000);
  expect(log).toEqual(['100 100', '200 100', '250 50']);
});

test('time that nobody used is lost; the end follows the last byte', () => {
  const { put, send, end, log, clock } = rig();
  put(bandwidth, { rate: 1 });
  send(30);
  clock.pass(500);
  send(40);
  end();
  clock.pass(500);
  expect(log).toEqual(['30 30', '540 40', '540 end']);
});

test('timers that run late do not add up', () => {
  const { put, send, log, clock, text } = rig({ lateMs: 3 });
  put(bandwidth, { rate: 1000 });
  send(480_000);
  clock.pass(483.001);
  expect(text()).toHaveLength(480_000);
  expect(log.length).toBeGreaterThan(10);
});

test('0 blocks until it is raised, or taken off', () => {
  const { put, send, log, clock, remove, struck } = rig();
  put(bandwidth, { rate: 0 });
  send('abc');
  clock.pass(1e9);
  expect(log).toEqual([]);
  put(bandwidth, { rate: 1 });
  clock.pass(3);
  expect(log).toEqual(['1000000003 abc']);
  send('def');
  remove('bandwidth');
  expect(log.at(-1)).toBe('1000000003 def');
  expect(struck.length).toBeGreaterThan(0);
});

test('a message that is due within a millisecond does not wait for a timer; the rate holds', () => {
  const { put, send, log, clock, text } = rig();
  put(bandwidth, { rate: 100 });
  for (let n = 0; n < 3; n += 1) {
    send(50);
    clock.pass(10);
  }
  expect(log).toEqual(['0 50', '10 50', '20 50']);
  for (let n = 0; n < 100; n += 1) send(100);
  clock.pass(98);
  expect(text().length).toBeLessThan(150 + 10_000);
  clock.pass(2);
  expect(text()).toHaveLength(150 + 10_000);
});
