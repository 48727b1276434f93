import {
  findCapacity,
  type FindCapacityOptions,
} from '../../harness/load/capacity/find-capacity.ts';
import type { Scenario } from '../../harness/model/scenario.ts';
import { loadsOfCapacity } from '../../reports/load/curves/loads-of-capacity.ts';
import { severalVerb, type VerbOptions } from './several-verb.ts';
import { wireWords } from './wire-words.ts';

/** `brownout load --find-capacity`: the highest rate at which the bounds hold. */
export async function capacityVerb(
  scenario: Scenario,
  options: Omit<FindCapacityOptions, 'signal' | 'onRate'>,
  ends: VerbOptions,
): Promise<number> {
  return await severalVerb(ends, async (on, signal) => {
    const beforehand = wireWords(scenario, options, ['baseline']);
    if (beforehand !== null) on.say(beforehand);
    const { capacity, report } = await findCapacity(scenario, {
      ...options,
      signal,
      onRate: (rate, before) => {
        if (before) on.did(`${before.rate} tasks a second: ${before.result} ${before.reason}`);
        on.doing(`${rate} tasks a second`);
      },
    });
    return { loads: loadsOfCapacity(capacity, report) };
  });
}
