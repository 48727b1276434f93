import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rig } from '../sockets/chain-fixture.ts';
import { problemIn } from '../check-toxic.ts';
import { slicer } from './slicer.ts';

const sizes = (log: readonly string[]) =>
  log.map((line) => line.split(' ')[1] ?? '').map((text) => Number(text) || text.length);

test('slices are as large as asked for, and leave one after the other', () => {
  const { put, send, log, clock, struck } = rig();
  put(slicer, { average_size: 100, size_variation: 0, delay: 2_500 });
  send(400);
  clock.pass(20);
  expect(log).toEqual(['0 100', '2.5 100', '5 100', '7.5 100']);
  expect(struck.length).toBeGreaterThan(0);
});

test('each slice has its delay, the last one too: what comes next waits for it', () => {
  const { put, send, end, log, clock } = rig();
  put(slicer, { average_size: 10, delay: 1_000 });
  send('a');
  send('b');
  end();
  clock.pass(10);
  expect(log).toEqual(['0 a', '1 b', '2 end']);
});

test('slices less than a millisecond apart leave one by one', () => {
  const { put, send, log, clock } = rig();
  put(slicer, { average_size: 64, size_variation: 0, delay: 10 });
  send(64 * 1_000);
  expect(log).toHaveLength(1);
  clock.pass(5.001);
  expect(log).toHaveLength(501);
});

test('with any settings that it takes, all bytes arrive in order, in slices within bounds', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.nat(300),
      fc.integer({ min: 1, max: 5_000 }),
      fc.nat(),
      (average, variation, size, seed) => {
        const { put, log, chain, text } = rig({ seed });
        put(slicer, { average_size: average, size_variation: variation });
        const sent = Array.from({ length: size }, (_, n) => String.fromCodePoint(97 + (n % 26)));
        chain.take({ data: Buffer.from(sent.join('')), readMs: 0 });
        expect(text()).toBe(sent.join(''));
        for (const slice of sizes(log)) expect(slice).toBeLessThanOrEqual(average + variation);
        expect(log.every((line) => !line.endsWith(' '))).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test('with variation the slices differ, around the average', () => {
  const { put, send, log } = rig();
  put(slicer, { average_size: 200, size_variation: 60 });
  send(32_768);
  const all = sizes(log);
  expect(new Set(all).size).toBeGreaterThan(10);
  const mean = all.reduce((sum, size) => sum + size, 0) / all.length;
  expect(mean).toBeGreaterThan(120);
  expect(mean).toBeLessThan(260);
});

test('taking it off sends what waits at once', () => {
  const { put, send, log, clock, remove, text } = rig();
  put(slicer, { average_size: 1, delay: 1_000_000 });
  send('abcd');
  clock.pass(1500);
  remove('slicer');
  expect(text()).toBe('abcd');
  expect(log.at(-1)).toBe('1500 d');
});

test('an average of 0 cannot be asked for; left out, it slices nothing', () => {
  expect(problemIn(slicer, { average_size: 0 })).toContain('at least 1');
  expect(problemIn(slicer, { average_size: 5, size_variation: 6 })).toBeNull();
  expect(problemIn(slicer, { average_size: 5, size_variation: -1 })).toContain('at least 0');
  expect(problemIn(slicer, { average_size: 5, size_variation: 5 })).toBeNull();
  const { put, send, log } = rig();
  put(slicer);
  send(1_000);
  expect(log).toEqual(['0 1000']);
});
