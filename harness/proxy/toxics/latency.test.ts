import { expect, test } from 'vitest';
import { rig } from '../sockets/chain-fixture.ts';
import { latency } from './latency.ts';

test('each chunk waits for its own time; the end follows the last one at once', () => {
  const { put, send, end, log, clock, struck } = rig();
  put(latency, { latency: 200 });
  send('a');
  clock.pass(50);
  send('b');
  end();
  clock.pass(1000);
  expect(log).toEqual(['200 a', '250 b', '250 end']);
  expect(struck.length).toBeGreaterThan(0);
});

test('an end with nothing before it does not wait', () => {
  const { put, end, log } = rig();
  put(latency, { latency: 200 });
  end();
  expect(log).toEqual(['0 end']);
});

test('stacked ones add up, and one of 0 lets pass', () => {
  const { put, send, log, clock } = rig();
  put(latency, { latency: 200 }, { name: 'first' });
  put(latency, { latency: 0 }, { name: 'none' });
  put(latency, { latency: 300 }, { name: 'second' });
  send('a');
  clock.pass(1000);
  expect(log).toEqual(['500 a']);
});

test('bandwidth is not throttled: all that came at once leaves at once, on one timer', () => {
  const { put, send, log, clock, chain, text } = rig();
  put(latency, { latency: 100 });
  send(8_000_000);
  expect(clock.timers()).toBe(1);
  expect(chain.isFull()).toBe(false);
  clock.pass(100);
  expect(text()).toHaveLength(8_000_000);
  expect(chain.heldBytes()).toBe(0);
  expect(new Set(log.map((line) => line.split(' ')[0]))).toEqual(new Set(['100']));
});

test('what waits is bounded, in bytes and in chunks', () => {
  const large = rig();
  large.put(latency, { latency: 100 });
  large.send(33_000_000);
  expect(large.chain.isFull()).toBe(false);
  large.send(1_000_000);
  expect(large.chain.isFull()).toBe(true);
  large.clock.pass(100);
  expect(large.chain.isFull()).toBe(false);
  const small = rig();
  small.put(latency, { latency: 100 });
  for (let n = 0; n < 16_384; n += 1) small.send('xy');
  expect(small.chain.isFull()).toBe(false);
  small.send('xy');
  expect(small.chain.isFull()).toBe(true);
});

test('jitter spreads over latency ± jitter, never reorders, and is the same for one seed', () => {
  const times = (seed: number) => {
    const { put, send, log, clock, text } = rig({ seed });
    put(latency, { latency: 100, jitter: 50 });
    for (let n = 0; n < 200; n += 1) {
      send(String(n % 10));
      clock.pass(200);
    }
    expect(text()).toBe('0123456789'.repeat(20));
    return log.map((line, n) => Number(line.split(' ')[0]) - n * 200);
  };
  const some = times(1);
  expect(Math.min(...some)).toBeGreaterThanOrEqual(50);
  expect(Math.max(...some)).toBeLessThan(150);
  expect(Math.min(...some)).toBeLessThan(60);
  expect(Math.max(...some)).toBeGreaterThan(140);
  expect(times(1)).toEqual(some);
  expect(times(2)).not.toEqual(some);
});

test('a change counts for what waits, from when it was read; removal lets it go', () => {
  const { put, send, log, clock, remove } = rig();
  put(latency, { latency: 1000 });
  send('a');
  clock.pass(100);
  put(latency, { latency: 150 });
  clock.pass(50);
  expect(log).toEqual(['150 a']);
  send('b');
  clock.pass(10);
  remove('latency');
  expect(log).toEqual(['150 a', '160 b']);
  expect(clock.timers()).toBe(0);
});

test('a negative delay is none', () => {
  const { put, send, log } = rig();
  put(latency, { latency: -5 });
  send('a');
  expect(log).toEqual(['0 a']);
});
