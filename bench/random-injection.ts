import { run, type Fault, type Plan, type Scenario } from '../index.ts';
import { canStrike } from '../harness/plans/can-strike.ts';
import { tryPlan } from '../testing/agents/corpus/brute-force.ts';
import type { CorpusEntry } from '../testing/agents/corpus/entry.ts';
import { kinds } from '../testing/agents/corpus/kinds.ts';

/** So many finds are enough to tell how many runs one takes, and so many runs where there are fewer. */
const finds = 50;
const mostRuns = 2_000;

/**
 * How many runs random injection takes to its first finding, in the mean over 50 of them: each call is
 * struck with the same chance, by one of the faults that apply there. Where there are fewer findings in
 * 2,000 runs, over those; where there is none, 2,000.
 */
export async function meanRunsByChance(entry: CorpusEntry, chance: number): Promise<number> {
  const { scenario, check } = entry;
  const plan = await everywhere(entry, chance);
  let found = 0;
  let runs = 0;
  while (found < finds && runs < mostRuns) {
    runs += 1;
    if (await fails(scenario, check, { seed: runs, plan })) found += 1;
  }
  return runs / Math.max(found, 1);
}

async function fails(
  scenario: Scenario,
  check: string,
  how: { readonly seed: number; readonly plan: Plan },
): Promise<boolean> {
  const { verdicts } = await run(scenario, { mode: 'sim', ...how });
  return verdicts.some((one) => one.check === check && one.verdict.result === 'fail');
}

/** One strike for each fault and point, so rare that together they strike with that chance. */
async function everywhere(entry: CorpusEntry, chance: number): Promise<Plan> {
  const { record } = await tryPlan(entry, []);
  return Object.entries(record.trace.points).flatMap(([point, { has }]) => {
    const applying = menuOf(entry).filter((fault) => canStrike(fault, { has, acts: true }));
    const each = 1 - (1 - chance) ** (1 / applying.length);
    return applying.map((fault) => fault.at(point, { chance: each }));
  });
}

/** The faults that an entry is searched with. */
export function menuOf(entry: CorpusEntry): readonly Fault[] {
  return entry.kinds ?? kinds;
}
