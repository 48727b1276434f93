import {
  findTippingPoint,
  type TippingOptions,
} from '../../harness/load/tipping/find-tipping-point.ts';
import { loadReplayOf } from '../../harness/load/tipping/load-replay-of.ts';
import type { Scenario } from '../../harness/model/scenario.ts';
import { loadsOfTipping } from '../../reports/load/curves/loads-of-tipping.ts';
import { number, time } from '../../reports/load/load-words.ts';
import { severalVerb, type VerbOptions } from './several-verb.ts';
import { wireWords } from './wire-words.ts';

/** `brownout load --find-tipping-point`: the smallest fault after which a system does not come back. */
export async function tippingVerb(
  scenario: Scenario,
  options: Omit<TippingOptions, 'signal' | 'onFault'>,
  ends: VerbOptions,
): Promise<number> {
  return await severalVerb(ends, async (on, signal) => {
    const beforehand = wireWords(scenario, options, ['baseline', 'recovery']);
    if (beforehand !== null) on.say(beforehand);
    const { tipping, report } = await findTippingPoint(scenario, {
      ...options,
      signal,
      onFault: ({ x, faultMs }, before) => {
        if (before) on.did(`${number(before.x)} for ${time(before.faultMs)}: ${before.outcome}`);
        on.doing(`${options.depth.split('=')[0]} ${number(x)} for ${time(faultMs)}`);
      },
    });
    const replay = report && loadReplayOf(scenario, report, options.load ?? {});
    return { loads: loadsOfTipping(tipping, report), replay };
  });
}
