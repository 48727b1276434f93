import { run, type Fault, type Plan, type Scenario } from '../index.ts';

/** The share of calls that random injection strikes, and how often it may try. */
export interface Injection {
  readonly chance: number;
  readonly seed: number;
  readonly mostRuns: number;
}

/**
 * Runs with faults at random, each call with the same chance, until the check fails; the number of
 * runs it took, or `mostRuns` where it never did.
 */
export async function runsUntilFound(
  scenario: Scenario,
  faults: readonly Fault[],
  check: string,
  { chance, seed, mostRuns }: Injection,
): Promise<number> {
  const plan = everywhere(scenario, faults, chance);
  for (let n = 1; n <= mostRuns; n += 1) {
    const { verdicts } = await run(scenario, { mode: 'sim', seed: seed * 1_000_003 + n, plan });
    const found = verdicts.some((one) => one.check === check && one.verdict.result === 'fail');
    if (found) return n;
  }
  return mostRuns;
}

/** One strike for each fault and point, so rare that together they strike with that chance. */
function everywhere(scenario: Scenario, faults: readonly Fault[], chance: number): Plan {
  const each = 1 - (1 - chance) ** (1 / faults.length);
  return Object.keys(scenario.points).flatMap((point) =>
    faults.map((fault) => fault.at(point, { chance: each })),
  );
}
