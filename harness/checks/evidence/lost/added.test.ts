import { expect, it } from 'vitest';
import { discloses } from '../../discloses.ts';
import { traceBuilder } from '../../trace-builder.ts';

const snacks = { snacks: ['peanut bar', 'rice cakes', 'apple'] };

interface Tale {
  readonly says?: string;
  /** Whether the phases without faults tell of the bar, too. */
  readonly usually?: string;
  /** Whether what was lost asks only. */
  readonly safe?: boolean;
}

/** What to pack for a guest: without the guest's card, everything that is there. */
function packed(how: Tale = {}) {
  const { says = 'Pack peanut bar, rice cakes, apple.', safe = true } = how;
  const { usually = 'Pack rice cakes, apple.' } = how;
  const told = traceBuilder();
  for (const [phase, task] of [
    ['baseline', 'a'],
    ['fault', 'b'],
    ['recovery', 'c'],
  ] as const) {
    told.phase(phase).task(task, { input: 'what to pack' });
    const card = { safe, meaning: { allergy: 'peanut' } };
    if (phase === 'fault') told.call('hotels', 'GET /card', { safe, hit: 0, outcome: 'failed' });
    else told.call('hotels', 'GET /card', card);
    told.call('flights', 'GET /pantry', { safe: true, meaning: snacks });
    told.answer(phase === 'fault' ? says : usually);
  }
  return discloses().judge(told.trace());
}

it('is in doubt where a lost question may have ruled out what an answer in full names', () => {
  expect(packed()).toMatchObject({
    result: 'unknown',
    reason: expect.stringContaining(
      "tells 'peanut bar', which without faults it knows and leaves out",
    ),
  });
});

it.each<[string, Tale]>([
  ['names the same', { says: 'Pack rice cakes, apple.' }],
  ['names it without faults, too', { usually: 'Pack apple, rice cakes, peanut bar.' }],
  ['lost no question', { safe: false }],
])('is not where it %s', (_, tale) => {
  expect(packed(tale).result).not.toBe('unknown');
});
