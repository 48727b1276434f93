import {
  findCapacity,
  type FindCapacityOptions,
} from '../../harness/load/capacity/find-capacity.ts';
import type { Scenario } from '../../harness/model/scenario.ts';
import { capacityPage } from '../../reports/load/curves/capacity-page.ts';
import { capacityText } from '../../reports/load/curves/capacity-text.ts';
import { interrupt } from '../terminal/interrupt.ts';
import { screen } from '../terminal/screen.ts';
import { curveFormats, demandNoTraces, plainText, writeCurve } from './curve-files.ts';
import { codeOf } from './result-code.ts';
import type { VerbOptions } from './verb-options.ts';
import { wireWords } from './wire-words.ts';

/** `brownout load --find-capacity`: the highest rate at which the bounds hold. */
export async function capacityVerb(
  scenario: Scenario,
  options: Omit<FindCapacityOptions, 'signal' | 'onRate'>,
  { out, allowUnknown, reporter, otlp }: VerbOptions,
): Promise<number> {
  const formats = curveFormats(reporter);
  demandNoTraces(otlp, 'a search for the capacity');
  const on = screen();
  const stopped = interrupt();
  try {
    const beforehand = wireWords(scenario, options, ['baseline']);
    if (beforehand !== null) on.say(beforehand);
    const capacity = await findCapacity(scenario, {
      ...options,
      signal: stopped.signal,
      onRate: (rate, before) => {
        if (before) on.did(`${before.rate} tasks a second: ${before.result} ${before.reason}`);
        on.doing(`${rate} tasks a second`);
      },
    });
    on.done();
    const files = await writeCurve({
      out,
      stem: 'capacity',
      formats,
      value: capacity,
      text: capacityText(capacity, plainText),
      page: () => capacityPage(capacity),
    });
    process.stdout.write(`${capacityText(capacity, on)}\n\n${files.join('\n')}\n`);
    const isInvalid = capacity.trials.some(({ invalid }) => invalid.length > 0);
    return stopped.code() ?? codeOf({ result: capacity.result, isInvalid }, allowUnknown);
  } finally {
    on.done();
    stopped.release();
  }
}
