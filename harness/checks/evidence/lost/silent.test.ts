import { expect, it } from 'vitest';
import { discloses } from '../../discloses.ts';
import { traceBuilder } from '../../trace-builder.ts';

interface Tale {
  /** The answer of the struck task, after the id of what it booked. */
  readonly says?: string;
  /** Whether the list that is lost is asked for again. */
  readonly isAskedAgain?: boolean;
  /** Whether only the list that the struck task got names what it books. */
  readonly isNew?: boolean;
  readonly books?: string;
  readonly mayMiss?: readonly string[];
}

const north = { homes: [{ id: 'HM-1a2b3c4d', street: 'Elm Street' }] };
const south = {
  homes: [
    { id: 'HM-5e6f7a8b', street: 'Birch Row' },
    { id: 'HM-9c0d1e2f', street: 'Quay Side' },
  ],
};
const usually = 'The second home is booked.';

/** A conversation: two lists, and "the second one", for which both are read again. */
function verdictOf({ says = usually, isAskedAgain, isNew, mayMiss, ...how }: Tale = {}) {
  const { books = 'HM-9c0d1e2f' } = how;
  const told = traceBuilder();
  for (const [n, phase] of (['baseline', 'fault', 'recovery'] as const).entries()) {
    const isStruck = phase === 'fault';
    const asks = { input: 'which?', shouldDo: { 'POST /book': 1 }, ...(mayMiss && { mayMiss }) };
    told.phase(phase).task(`t${n}`, asks);
    const read = (isLost: boolean) => {
      const lost = { hit: 0, outcome: 'failed' } as const;
      const list = isStruck || !isNew ? south : { homes: south.homes.slice(0, 1) };
      told.call('hotels', 'GET /north', { safe: true, ...(isLost ? lost : { meaning: north }) });
      told.call('hotels', 'GET /south', { safe: true, meaning: list });
    };
    read(false);
    told.turn('the second one', 'Elm Street, Birch Row, Quay Side');
    read(isStruck);
    if (isStruck && isAskedAgain) read(false);
    const id = `BK-4f9a1c2${n}`;
    const home = isStruck ? books : 'HM-5e6f7a8b';
    told.call('flights', 'POST /book', { input: { home }, makes: id, meaning: { id } });
    told.answer(`${id}: ${isStruck ? says : usually}`);
  }
  return discloses().judge(told.trace());
}

it('is in doubt where a task did something else after a loss, and its answer is that of before', () => {
  expect(verdictOf()).toMatchObject({
    result: 'unknown',
    reason: expect.stringMatching(
      /no true reply to GET \/north .* has HM-9c0d1e2f for home; without faults it is HM-5e6f7a8b/,
    ),
  });
});

it.each<[string, Tale]>([
  ['tells what it took', { says: 'Quay Side is booked.' }],
  ['asked again', { isAskedAgain: true }],
  ['took what it was never offered without faults', { isNew: true }],
  ['took what it takes without faults', { books: 'HM-5e6f7a8b' }],
  ['may do without', { mayMiss: ['GET /north'] }],
])('is not where it %s', (_, tale) => {
  expect(verdictOf(tale).result).toBe('pass');
});
