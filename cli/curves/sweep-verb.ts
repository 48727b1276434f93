import { sweepOf, type Sweep, type SweepOptions } from '../../harness/load/curves/sweep.ts';
import type { Scenario } from '../../harness/model/scenario.ts';
import { loadsOfCurve } from '../../reports/load/curves/loads-of-curve.ts';
import { severalReportersNamed } from '../../reports/load/curves/several-reporters.ts';
import { number } from '../../reports/load/load-words.ts';
import { thisCommand } from '../files/this-command.ts';
import { interrupt } from '../terminal/interrupt.ts';
import { lengthWords } from '../terminal/length-words.ts';
import { screen } from '../terminal/screen.ts';
import { codeOf } from './result-code.ts';
import { tellSeveral } from './several-files.ts';
import type { VerbOptions } from './verb-options.ts';

/** `brownout load --sweep`: the same load at several levels of one number, over several seeds. */
export async function sweepVerb(
  scenario: Scenario,
  options: Omit<SweepOptions, 'signal'>,
  { out, allowUnknown, reporter, otlp, asked }: VerbOptions,
): Promise<number> {
  const reporters = severalReportersNamed(reporter);
  const by = thisCommand();
  const on = screen();
  const stopped = interrupt();
  try {
    const sweep = await sweepOf(scenario, { ...options, signal: stopped.signal });
    on.say(beforehand(sweep, options.seeds));
    const { curve, report } = await sweep.run(({ level, x, nth }) => {
      on.doing(`level ${level} of ${sweep.levels} (${number(x)}), seed ${nth} of ${options.seeds}`);
    });
    on.done();
    const loads = loadsOfCurve(curve, report);
    await tellSeveral(loads, { out, otlp, asked, reporters, by, replay: null });
    const isInvalid = loads.invalid.length > 0;
    return stopped.code() ?? codeOf({ result: curve.result, isInvalid }, allowUnknown);
  } finally {
    on.done();
    stopped.release();
  }
}

function beforehand({ levels, loads, mode, lastsMs }: Sweep, seeds: number): string {
  const many = `${loads} loads: ${levels} levels of ${seeds} seeds`;
  return mode === 'wire'
    ? `${many}, over sockets in real time: at least ${lengthWords(lastsMs)}`
    : `${many}, ${lengthWords(lastsMs)} of virtual time`;
}
