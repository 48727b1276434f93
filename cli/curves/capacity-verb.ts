import {
  findCapacity,
  type FindCapacityOptions,
} from '../../harness/load/capacity/find-capacity.ts';
import type { Scenario } from '../../harness/model/scenario.ts';
import { loadsOfCapacity } from '../../reports/load/curves/loads-of-capacity.ts';
import { severalReportersNamed } from '../../reports/load/curves/several-reporters.ts';
import { thisCommand } from '../files/this-command.ts';
import { interrupt } from '../terminal/interrupt.ts';
import { screen } from '../terminal/screen.ts';
import { codeOf } from './result-code.ts';
import { tellSeveral } from './several-files.ts';
import type { VerbOptions } from './verb-options.ts';
import { wireWords } from './wire-words.ts';

/** `brownout load --find-capacity`: the highest rate at which the bounds hold. */
export async function capacityVerb(
  scenario: Scenario,
  options: Omit<FindCapacityOptions, 'signal' | 'onRate'>,
  { out, allowUnknown, reporter, otlp, asked }: VerbOptions,
): Promise<number> {
  const reporters = severalReportersNamed(reporter);
  const by = thisCommand();
  const on = screen();
  const stopped = interrupt();
  try {
    const beforehand = wireWords(scenario, options, ['baseline']);
    if (beforehand !== null) on.say(beforehand);
    const { capacity, report } = await findCapacity(scenario, {
      ...options,
      signal: stopped.signal,
      onRate: (rate, before) => {
        if (before) on.did(`${before.rate} tasks a second: ${before.result} ${before.reason}`);
        on.doing(`${rate} tasks a second`);
      },
    });
    on.done();
    const loads = loadsOfCapacity(capacity, report);
    await tellSeveral(loads, { out, otlp, asked, reporters, by, replay: null });
    const isInvalid = loads.invalid.length > 0;
    return stopped.code() ?? codeOf({ result: capacity.result, isInvalid }, allowUnknown);
  } finally {
    on.done();
    stopped.release();
  }
}
