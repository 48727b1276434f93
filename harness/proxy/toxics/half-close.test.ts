import { expect, test } from 'vitest';
import { rig } from '../sockets/chain-fixture.ts';
import { slowClose } from './slow-close.ts';
import { halfClose } from './half-close.ts';

test('ends its direction, and loses what is sent later', () => {
  const { put, send, log, clock, struck, chain } = rig();
  put(halfClose, { timeout: 100 });
  send('a');
  clock.pass(100);
  send('b');
  expect(log).toEqual(['0 a', '100 end']);
  expect(struck).toEqual(['half_close']);
  expect(chain.heldBytes()).toBe(0);
});

test('nothing slips through behind an end that another toxic holds back', () => {
  const { put, send, end, log, clock, chain } = rig();
  put(halfClose, { timeout: 100 });
  put(slowClose, { delay: 50 });
  clock.pass(120);
  send('b');
  end();
  clock.pass(100);
  expect(log).toEqual(['150 end']);
  expect(chain.heldBytes()).toBe(0);
});

test('removal in time calls it off', () => {
  const { put, send, log, clock, remove } = rig();
  put(halfClose, { timeout: 100 });
  clock.pass(99);
  remove('half_close');
  clock.pass(99);
  send('a');
  expect(log).toEqual(['198 a']);
});
