import type { Scenario } from '../model/scenario.ts';
import { run } from '../run/run.ts';
import { firstDifference, type Difference } from './difference.ts';
import type { Subject } from './subject.ts';

const times = 3;

/**
 * Runs the subject three times without a fault. Null where the traces are the same to the byte;
 * else the first difference: real time or randomness has got in, and no claim about all schedules
 * can be made.
 */
export async function nondeterminism(
  scenario: Scenario,
  { seed, variant, file }: Subject,
): Promise<Difference | null> {
  const options = { mode: 'sim', seed, variant, file, plan: [] } as const;
  const { trace } = await run(scenario, options);
  for (let n = 1; n < times; n += 1) {
    const difference = firstDifference(trace, (await run(scenario, options)).trace);
    if (difference) return difference;
  }
  return null;
}
