import { expect, test } from 'vitest';
import {
  crash,
  hang,
  lostReply,
  refuse,
  repeat,
  slow,
  unreachable,
  wrongShape,
} from '../../../faults/index.ts';
import { rootOf } from '../explore/frontier.ts';
import { continuationOf } from './continuation.ts';
import type { Crossing } from '../observe/observation.ts';
import { observed, struckAt } from '../observe/observed-fixture.ts';

const [look, buy] = ['during-1 shop look', 'during-1 shop buy'] as const;
const timedOut = { outcome: 'unanswered', reply: 'none' } as const;

/** The future after a fault at the second of two calls, of which a third comes of it. */
function after(fault: ReturnType<typeof hang>, special: Partial<Crossing>, third = 'fine') {
  const root = rootOf(observed([[look], [buy]]));
  const seen = observed([[look], [buy, special], ['during-1 shop cancel', { reply: third }]]);
  return continuationOf(struckAt(root, 1, fault, seen));
}

test('a fault that is met in the same way has the same future', () => {
  const both = [after(hang(), timedOut), after(slow({ ms: 3_000 }), timedOut)];
  expect(both[0]).toBe(both[1]);
  expect(after(hang(), timedOut, 'refused')).not.toBe(both[0]);
});

test('why a call that asks only got no answer makes no difference', () => {
  const safe = true;
  const lost = after(lostReply(), { safe, outcome: 'broken', effect: 'lose' });
  const refused = after(refuse(), { safe, outcome: 'failed', effect: 'refuse' });
  expect(refused).toBe(lost);
  expect(after(slow({ ms: 1 }), { safe, effect: 'delay' })).not.toBe(lost);
});

test.each(['buy', 'GET /buy'])(
  'whether %s was carried out does, where it may have changed something',
  (label) => {
    const lost = after(lostReply(), { label, outcome: 'broken', effect: 'lose' });
    const refused = after(refuse(), { label, outcome: 'failed', effect: 'refuse' });
    expect(refused).not.toBe(lost);
    expect(after(unreachable(), { label, outcome: 'broken', effect: 'refuse' })).toBe(refused);
    const once = after(slow({ ms: 1 }), { label, effect: 'delay' });
    expect(after(wrongShape(), { label, effect: 'alter' })).toBe(once);
    expect(after(repeat(), { label, effect: 'repeat' })).not.toBe(once);
  },
);

test('what acts late has another future than what never acts, even where nothing shows it', () => {
  const never = after(hang(), { ...timedOut, acts: true, effect: 'hang' });
  const late = after(slow({ ms: 3_000 }), { ...timedOut, acts: true, effect: 'delay' });
  expect(late).not.toBe(never);
});

/** The future after a crash at the nth call of two, both of which are made again. */
function reborn(nth: number, special: Partial<Crossing> = {}) {
  const calls = [look, buy].slice(0, nth + 1);
  const root = rootOf(observed([[look], [buy]]));
  const seen = observed([
    ...calls.map(
      (words, at) =>
        [words, at === nth ? { reply: 'none', effect: 'crash', ...special } : {}] as const,
    ),
    [look, { life: 1, attempt: 2 }],
    [buy, { life: 1, attempt: nth + 1 }],
  ]);
  return continuationOf(struckAt(root, nth, crash(), seen));
}

test('a crash has the same future at each call of a task, unless the world was changed', () => {
  expect(reborn(0)).toBe(reborn(1));
  expect(reborn(1, { acts: true })).not.toBe(reborn(0));
});
