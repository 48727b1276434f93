import { expect, test } from 'vitest';
import { corpus } from '../../bench/corpus/index.ts';
import { kinds } from '../../bench/corpus/kinds.ts';
import { lostReply, refuse } from '../../index.ts';
import { failForGood, instead, later } from './for-good.ts';
import { rootOf } from './frontier.ts';
import { observed, type Told } from './observed-fixture.ts';
import { newSearch } from './search-state.ts';

const calls: readonly Told[] = [
  ['storm-1 shop look'],
  ['storm-1 shop buy'],
  ['storm-1 mail send'],
  ['storm-2 shop look'],
];
const root = rootOf(observed(calls));
const [look, buy, send, other] = calls;
const failed = observed([
  look!,
  buy!,
  [buy![0], { attempt: 2 }],
  ['storm-1 stall buy'],
  [look![0], { attempt: 2 }],
  ['storm-1 stall buy', { attempt: 2 }],
  send!,
  other!,
]).crossings;
const struck = root.observation.crossings[1]!;
const named = (some: ReturnType<typeof instead>) =>
  some.map(({ point, op, attempt }) => `${point} ${op} ${attempt}`);

test('in its stead are operations and attempts that there were not, but not its own', () => {
  expect(named(instead(failed, struck, root))).toEqual(['stall buy 1', 'shop look 2']);
});

test('later is all that its task does after it, each operation from there on', () => {
  expect(named(later(failed, struck, root))).toEqual(['stall buy 1', 'shop look 2', 'mail send 1']);
});

/** The schedules that a search runs of an agent of the corpus, until it has found its bug. */
async function searched(id: string, depth: number) {
  const { scenario, check } = corpus.find((entry) => entry.id === id)!;
  const subject = { seed: 1, variant: 'careful', file: '' };
  const search = newSearch(scenario, subject, kinds, { depth, until: check });
  const peace = await search.evaluator.evaluate([]);
  const failure = { at: () => true, first: lostReply(), after: refuse({ status: 503 }) };
  await failForGood(search, rootOf(peace), { ...failure, next: instead });
  return search;
}

test('what takes a failed retry is found by one call that fails for good, and cut to two strikes', async () => {
  const { found, runs } = await searched('wrong-variable', 1);
  const [finding] = found.list();
  expect(finding?.how).toMatch(/at every attempt: lost-reply, then refuse$/);
  expect(finding?.plan.map(({ when }) => when.site?.attempt)).toEqual([1, 2]);
  expect(runs).toBeGreaterThan(0);
});

test('what takes a failed fallback is found at depth 2 alone', async () => {
  const pairs = (await searched('approves-by-default', 2)).found.list();
  expect(pairs.map(({ how }) => how)).toEqual([expect.stringMatching(/; and .*: refuse$/)]);
  expect(pairs[0]?.plan).toHaveLength(2);
  expect((await searched('approves-by-default', 1)).found.list()).toEqual([]);
});
