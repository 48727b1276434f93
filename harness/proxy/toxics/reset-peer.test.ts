import { expect, test } from 'vitest';
import { rig } from '../sockets/chain-fixture.ts';
import { resetPeer } from './reset-peer.ts';

test('resets some time after the first chunk, which nobody gets', () => {
  const { put, send, log, clock, struck } = rig();
  put(resetPeer, { timeout: 100 });
  clock.pass(1000);
  expect(struck).toEqual([]);
  send('a');
  clock.pass(50);
  send('b');
  clock.pass(50);
  expect(log).toEqual(['1100 reset']);
  expect(struck).toEqual(['reset_peer']);
});

test('an end counts as well; a timeout of 0 is at once', () => {
  const { put, end, log } = rig();
  put(resetPeer);
  end();
  expect(log).toEqual(['0 reset']);
});

test('taking it off in time saves the connection and all that was sent', () => {
  const { put, send, end, log, clock, remove } = rig();
  put(resetPeer, { timeout: 100 });
  send('a');
  send('b');
  end();
  clock.pass(99);
  remove('reset_peer');
  clock.pass(1000);
  expect(log).toEqual(['99 a', '99 b', '99 end']);
});
