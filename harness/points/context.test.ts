import { expect, test } from 'vitest';
import { wallClock } from '../model/clock.ts';
import { departure } from '../model/departure.ts';
import { noncePattern } from '../model/json/drawn-word.ts';
import { nonce, whileAnswering } from './context.ts';

function answering(task: string) {
  const site = { op: 'GET /x', attempt: 1 };
  const incoming = { method: 'GET', path: '/x', headers: {}, body: '' };
  const call = { id: 1, point: 'p', label: 'GET /x', site, task, incoming, input: null };
  return {
    call: { ...call, acts: false },
    clock: wallClock(),
    seed: 1,
    delivery: 1,
    left: departure(),
  };
}

test("a nonce of the scenario's own copy of Brownout is drawn as one of the run's", async () => {
  const file: string = './context.ts?copy';
  const copy = (await import(file)) as { readonly nonce: typeof nonce };
  expect(copy.nonce).not.toBe(nonce);
  const at = answering('t');
  const own = whileAnswering(at, () => nonce('BK'));
  expect(whileAnswering(at, () => copy.nonce('BK'))).toBe(own);
});

test('a nonce holds a figure, and words with a capital prefix are none', () => {
  const pattern = new RegExp(`^${noncePattern}$`);
  const made = Array.from({ length: 2_000 }, (_, n) =>
    whileAnswering(answering(`t${n}`), () => nonce('BK')),
  );
  expect(made.filter((one) => !pattern.test(one))).toEqual([]);
  expect(new Set(made).size).toBe(made.length);
  for (const word of ['API-provided', 'ERROR-notfound', 'BK-1234567', 'BK-123456789']) {
    expect(pattern.test(word)).toBe(false);
  }
});
