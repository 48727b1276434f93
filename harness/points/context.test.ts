import { expect, test } from 'vitest';
import { wallClock } from '../model/clock.ts';
import { nonce, whileAnswering } from './context.ts';

test("a nonce of the scenario's own copy of Brownout is drawn as one of the run's", async () => {
  const file: string = './context.ts?copy';
  const copy = (await import(file)) as { readonly nonce: typeof nonce };
  expect(copy.nonce).not.toBe(nonce);
  const site = { op: 'GET /x', attempt: 1 };
  const incoming = { method: 'GET', path: '/x', headers: {}, body: '' };
  const call = { id: 1, point: 'p', label: 'GET /x', site, task: 't', incoming, input: null };
  const at = { call: { ...call, acts: false }, clock: wallClock(), seed: 1, delivery: 1 };
  const own = whileAnswering(at, () => nonce('BK'));
  expect(whileAnswering(at, () => copy.nonce('BK'))).toBe(own);
});
