import { draws } from '../harness/model/random.ts';
import { explore } from '../harness/search/explore/explore.ts';
import { bootstrapDifference } from '../harness/stats/bootstrap-difference.ts';
import type { Estimate } from '../harness/stats/wilson.ts';
import type { CorpusEntry } from '../testing/agents/corpus/entry.ts';
import { meanRunsByChance, menuOf } from './random-injection.ts';
import { median } from './rounds.ts';

/** The probabilities with which random injection strikes a call. */
export const chances = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5] as const;
const seeds = Array.from({ length: 20 }, (_, n) => n + 1);

/** How a search and random injection did on one bug, in runs to the first finding. */
export interface Compared {
  readonly id: string;
  readonly faults: number;
  /** Seeds in which the search found it, as a share. */
  readonly found: number;
  /** The mean over those; without and with the runs that shrank its findings. */
  readonly runs: number;
  readonly runsAndShrinking: number;
  /** The means of random injection, by chance. */
  readonly random: readonly number[];
}

/** Compares the two on each bug, and says a line about each. */
export async function compareEach(
  entries: readonly CorpusEntry[],
  say: (line: string) => void,
): Promise<readonly Compared[]> {
  const all: Compared[] = [];
  for (const entry of entries) {
    const random: number[] = [];
    for (const chance of chances) random.push(await meanRunsByChance(entry, chance));
    const one = { id: entry.id, faults: entry.faults, random, ...(await searched(entry)) };
    const ours = `${one.runs.toFixed(1)} (${one.runsAndShrinking.toFixed(1)})`;
    const theirs = random.map((runs) => runs.toFixed(1)).join(', ');
    say(`${entry.id.padEnd(29)} ${String(entry.faults).padEnd(7)} ${ours.padEnd(16)} ${theirs}`);
    all.push(one);
  }
  return all;
}

async function searched(entry: CorpusEntry) {
  const { check, scenario } = entry;
  const runs: number[] = [];
  const shrinking: number[] = [];
  for (const seed of seeds) {
    const options = { faults: menuOf(entry), until: check, depth: 2, seed };
    const { findings } = await explore(scenario, options);
    const found = findings.find((one) => one.check === check);
    if (!found) continue;
    runs.push(found.atRun);
    shrinking.push(findings.reduce((sum, { repro }) => sum + repro.shrunk.runs, 0));
  }
  const toFind = mean(runs);
  return {
    found: runs.length / seeds.length,
    runs: toFind,
    runsAndShrinking: toFind + mean(shrinking),
  };
}

/** How a search did against chance on a set of bugs, as shares of the runs that chance took. */
export interface Standing {
  /** The chance at which random injection did best on this set, by the geometric mean. */
  readonly best: number;
  readonly median: number;
  /** The geometric mean, with its 95 % interval by a bootstrap over the bugs. */
  readonly geometric: Estimate;
  readonly worst: number;
  readonly worstId: string;
  /** Bugs that took the search fewer runs, as a share. */
  readonly below1: number;
  /** The median where each bug is met by the chance that is best for it alone. */
  readonly medianOfOwn: number;
}

/** Sums a set up; null where it is empty. */
export function standingOf(rows: readonly Compared[]): Standing | null {
  if (rows.length === 0) return null;
  const meanLog = (at: number) => mean(rows.map(({ random }) => Math.log(random[at] ?? 1)));
  const [best = 0] = chances.map((_, at) => at).toSorted((a, b) => meanLog(a) - meanLog(b));
  const shares = rows.map(({ id, runs, random }) => ({ id, share: runs / (random[best] ?? 1) }));
  const [worst] = shares.toSorted((a, b) => b.share - a.share);
  return {
    best: chances[best] ?? 0,
    median: median(shares.map(({ share }) => share)),
    geometric: geometricMean(rows, best),
    worst: worst?.share ?? 0,
    worstId: worst?.id ?? '',
    below1: shares.filter(({ share }) => share < 1).length / shares.length,
    medianOfOwn: median(rows.map(({ runs, random }) => runs / Math.min(...random))),
  };
}

/** The geometric mean of the shares of the runs that the chance at that place took. */
function geometricMean(rows: readonly Compared[], best: number): Estimate {
  const drawn = bootstrapDifference({
    base: rows.map(({ random }) => Math.log(random[best] ?? 1)),
    now: rows.map(({ runs }) => Math.log(runs)),
    of: mean,
    isPaired: true,
    draw: draws(1, 'bugs'),
  });
  const { value = 0, low = -Infinity, high = Infinity } = drawn ?? {};
  return { value: Math.exp(value), low: Math.exp(low), high: Math.exp(high) };
}

/** A set in a line. */
export function sayStanding(name: string, standing: Standing): string {
  const { best, geometric, worst, worstId, below1, medianOfOwn } = standing;
  const [value, low, high] = [geometric.value, geometric.low, geometric.high].map((one) =>
    one.toFixed(2),
  );
  return (
    `${name}: ${standing.median.toFixed(2)} × the runs of chance at p = ${best} in the median, ` +
    `${value} × in the geometric mean (95 %: ${low} to ${high}), ` +
    `${worst.toFixed(2)} × at worst (${worstId}), fewer for ${(below1 * 100).toFixed(0)} % of them; ` +
    `${medianOfOwn.toFixed(2)} × where p is the best for each`
  );
}

function mean(list: readonly number[]): number {
  return list.reduce((sum, one) => sum + one, 0) / list.length;
}
