import { expect, test } from 'vitest';
import { wallClock } from '../../model/clock.ts';
import type { Link, LinkMaker } from '../../model/fault/place.ts';
import type { Door, PointMaker } from '../../model/point.ts';
import { openListeners } from './listeners.ts';

const never = () => Promise.reject(new Error('nobody calls'));
const seen = { host: '10.0.0.1', name: 'harness.internal' };

/** Opens a link and a point that listens, both at that address; gives what the agent is told. */
async function told(address: string, reach: typeof seen | undefined) {
  const closed: string[] = [];
  const door = (name: string): Door & Pick<Link, 'impose'> => ({
    address,
    close: async () => void closed.push(name),
    impose: never,
  });
  const db: LinkMaker = { kind: 'link', has: [], effects: [], open: async () => door('db') };
  const mail: PointMaker = {
    kind: 'mail',
    has: [],
    effects: [],
    open: () => expect.unreachable(),
    listen: async () => door('mail'),
  };
  const gate = { connect: () => expect.unreachable(), cross: never };
  const at = { seed: 1, clock: wallClock(), gate, reach };
  const listeners = await openListeners({ db, mail }, at);
  const addresses = [listeners.address('db'), listeners.address('mail')];
  expect(() => listeners.address('shop')).toThrow('an address of its own (db, mail), got "shop"');
  await listeners.close();
  expect(closed).toEqual(['db', 'mail']);
  return addresses;
}

test.each([
  ['10.0.0.1:25', seen, 'harness.internal:25'],
  ['10.0.0.1:25', undefined, '10.0.0.1:25'],
  // An address that only begins alike is another machine.
  ['10.0.0.11:25', seen, '10.0.0.11:25'],
  ['127.0.0.1:25', seen, '127.0.0.1:25'],
])('a link and a point that listens at %s are told of alike', async (address, reach, agent) => {
  expect(await told(address, reach)).toEqual([agent, agent]);
});
