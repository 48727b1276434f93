import { expect, test } from 'vitest';
import { rig } from '../sockets/chain-fixture.ts';
import { slowClose } from './slow-close.ts';

test('data passes, the end waits', () => {
  const { put, send, end, log, clock, struck } = rig();
  put(slowClose, { delay: 300 });
  send('a');
  clock.pass(10);
  expect(struck).toEqual([]);
  end();
  clock.pass(300);
  expect(log).toEqual(['0 a', '310 end']);
  expect(struck).toEqual(['slow_close']);
});

test('taking it off ends at once', () => {
  const { put, end, log, clock, remove } = rig();
  put(slowClose, { delay: 300 });
  end();
  clock.pass(100);
  remove('slow_close');
  expect(log).toEqual(['100 end']);
  expect(clock.timers()).toBe(0);
});

test('a delay of 0 or less is none', () => {
  const { put, end, log } = rig();
  put(slowClose, { delay: -1 });
  end();
  expect(log).toEqual(['0 end']);
});
