import { expect, test } from 'vitest';
import { rig } from '../sockets/chain-fixture.ts';
import { latency } from './latency.ts';
import { limitData } from './limit-data.ts';

test('cuts at the limit and closes', () => {
  const { put, send, log, struck, chain } = rig();
  put(limitData, { bytes: 5 });
  send('abc');
  expect(struck).toEqual([]);
  send('defg');
  send('hij');
  expect(log).toEqual(['0 abc', '0 de', '0 close']);
  expect(struck).toEqual(['limit_data']);
  expect(chain.heldBytes()).toBe(0);
});

test('the last byte that may pass closes, without one more', () => {
  const { put, send, log } = rig();
  put(limitData, { bytes: 3 });
  send('abc');
  expect(log).toEqual(['0 abc', '0 close']);
});

test('0 closes at the first byte; an end passes', () => {
  const first = rig();
  first.put(limitData);
  first.send('a');
  expect(first.log).toEqual(['0 close']);
  const second = rig();
  second.put(limitData);
  second.end();
  expect(second.log).toEqual(['0 end']);
});

test('the count survives a change, upwards and downwards', () => {
  const { put, send, log } = rig();
  put(limitData, { bytes: 100 });
  send('abcd');
  put(limitData, { bytes: 6 });
  send('efgh');
  expect(log).toEqual(['0 abcd', '0 ef', '0 close']);
  const other = rig();
  other.put(limitData, { bytes: 100 });
  other.send('abcd');
  other.put(limitData, { bytes: 2 });
  other.send('e');
  expect(other.log).toEqual(['0 abcd', '0 close']);
});

test('what may pass still arrives by the toxics behind it, and what stands before it is dropped', () => {
  const { put, send, log, clock, chain } = rig();
  put(latency, { latency: 50 }, { name: 'before' });
  put(limitData, { bytes: 3 });
  put(latency, { latency: 100 }, { name: 'behind' });
  send('abcd');
  clock.pass(20);
  send('ef');
  clock.pass(1000);
  expect(log).toEqual(['150 abc', '150 close']);
  expect([chain.heldBytes(), clock.timers()]).toEqual([0, 0]);
});
