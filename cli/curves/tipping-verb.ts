import {
  findTippingPoint,
  type TippingOptions,
} from '../../harness/load/tipping/find-tipping-point.ts';
import { loadReplayOf } from '../../harness/load/tipping/load-replay-of.ts';
import type { Scenario } from '../../harness/model/scenario.ts';
import { loadsOfTipping } from '../../reports/load/curves/loads-of-tipping.ts';
import { severalReportersNamed } from '../../reports/load/curves/several-reporters.ts';
import { number, time } from '../../reports/load/load-words.ts';
import { thisCommand } from '../files/this-command.ts';
import { interrupt } from '../terminal/interrupt.ts';
import { screen } from '../terminal/screen.ts';
import { codeOf } from './result-code.ts';
import { tellSeveral } from './several-files.ts';
import type { VerbOptions } from './verb-options.ts';
import { wireWords } from './wire-words.ts';

/** `brownout load --find-tipping-point`: the smallest fault after which a system does not come back. */
export async function tippingVerb(
  scenario: Scenario,
  options: Omit<TippingOptions, 'signal' | 'onFault'>,
  { out, allowUnknown, reporter, otlp, asked }: VerbOptions,
): Promise<number> {
  const reporters = severalReportersNamed(reporter);
  const by = thisCommand();
  const on = screen();
  const stopped = interrupt();
  try {
    const beforehand = wireWords(scenario, options, ['baseline', 'recovery']);
    if (beforehand !== null) on.say(beforehand);
    const { tipping, report } = await findTippingPoint(scenario, {
      ...options,
      signal: stopped.signal,
      onFault: ({ x, faultMs }, before) => {
        if (before) on.did(`${number(before.x)} for ${time(before.faultMs)}: ${before.outcome}`);
        on.doing(`${options.depth.split('=')[0]} ${number(x)} for ${time(faultMs)}`);
      },
    });
    on.done();
    const loads = loadsOfTipping(tipping, report);
    const replay = report && loadReplayOf(scenario, report, options.load ?? {});
    await tellSeveral(loads, { out, otlp, asked, reporters, by, replay });
    const isInvalid = loads.invalid.length > 0;
    return stopped.code() ?? codeOf({ result: tipping.result, isInvalid }, allowUnknown);
  } finally {
    on.done();
    stopped.release();
  }
}
