import { expect, test } from 'vitest';
import { rig } from '../sockets/chain-fixture.ts';
import { noop } from './noop.ts';

test('leaves data and its end alone, and costs no stage', () => {
  const { put, send, end, log, chain, struck } = rig();
  put(noop);
  expect(chain.isEmpty()).toBe(true);
  send('abc');
  end();
  expect(log).toEqual(['0 abc', '0 end']);
  expect(struck).toEqual([]);
});
