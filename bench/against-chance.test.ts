import { expect, test } from 'vitest';
import { standingOf, type Compared } from './against-chance.ts';
import { corpus } from '../testing/agents/corpus/index.ts';
import { meanRunsByChance } from './random-injection.ts';

const compared = (id: string, runs: number, random: readonly number[]): Compared => ({
  id,
  faults: 2,
  found: 1,
  runs,
  runsAndShrinking: runs,
  random,
});

test('the chance that is best for the set as a whole counts, not the best for each of its bugs', () => {
  const standing = standingOf([
    compared('a', 5, [100, 100, 100, 100, 10, 8]),
    compared('b', 30, [5, 100, 100, 100, 10, 40]),
    compared('c', 40, [100, 100, 100, 100, 10, 20]),
  ]);
  expect(standing).toEqual({
    best: 0.4,
    median: 3,
    // Shares of 0.5, 3 and 4: nothing is drawn below the least, or above the greatest.
    geometric: {
      value: expect.closeTo(6 ** (1 / 3)) as number,
      low: expect.closeTo(0.5) as number,
      high: expect.closeTo(4) as number,
    },
    worst: 4,
    worstId: 'c',
    below1: 1 / 3,
    medianOfOwn: 4,
  });
  expect(standingOf([])).toBeNull();
});

test('chance takes more runs the fewer calls it strikes, and a find or none is counted as it is', async () => {
  const entry = corpus.find(({ id }) => id === 'compensates-what-it-knows')!;
  const often = await meanRunsByChance(entry, 0.4);
  expect(often).toBeGreaterThan(1);
  expect(await meanRunsByChance(entry, 0.1)).toBeGreaterThan(1.5 * often);
});
