import { expect, test } from 'vitest';
import { manualClock } from './manual-clock-fixture.ts';
import { delayLine } from './delay-line.ts';
import type { Item } from '../stage.ts';

function line() {
  const clock = manualClock();
  const out: string[] = [];
  const name = (item: Item) => (item === 'end' ? 'end' : Buffer.from(item.data).toString());
  const made = delayLine(clock, (item, dueMs) =>
    out.push(`${clock.nowMs()}/${dueMs} ${name(item)}`),
  );
  const add = (text: string, dueMs: number) =>
    made.add({ data: Buffer.from(text), readMs: 0 }, dueMs);
  return { clock, out, add, end: (dueMs: number) => made.add('end', dueMs), made, name };
}

test('what is due leaves at once; what is not holds back what stands behind it', () => {
  const { clock, out, add, end } = line();
  add('a', 0);
  add('b', 20);
  add('c', 10);
  end(0);
  expect(out).toEqual(['0/0 a']);
  expect(clock.timers()).toBe(1);
  clock.pass(30);
  expect(out.slice(1)).toEqual(['20/20 b', '20/10 c', '20/0 end']);
});

test('what has no time waits, without a timer, until it is released', () => {
  const { clock, out, add, made, name } = line();
  add('a', Infinity);
  add('b', 5);
  clock.pass(100);
  expect(clock.timers()).toBe(0);
  expect(made.release().map(name)).toEqual(['a', 'b']);
  expect(out).toEqual([]);
  add('c', 100);
  expect(out).toEqual(['100/100 c']);
});

test('thousands keep their order', () => {
  const { clock, out, add } = line();
  for (let n = 0; n < 5000; n += 1) add(String(n), n / 10);
  clock.pass(1000);
  expect(out.map((text) => Number(text.split(' ')[1]))).toEqual(
    Array.from({ length: 5000 }, (_, n) => n),
  );
});
