import { sweepOf, type Sweep, type SweepOptions } from '../../harness/load/curves/sweep.ts';
import type { Scenario } from '../../harness/model/scenario.ts';
import { loadsOfCurve } from '../../reports/load/curves/loads-of-curve.ts';
import { number } from '../../reports/load/load-words.ts';
import { lengthWords } from '../terminal/length-words.ts';
import { severalVerb, type VerbOptions } from './several-verb.ts';

/** `brownout load --sweep`: the same load at several levels of one number, over several seeds. */
export async function sweepVerb(
  scenario: Scenario,
  options: Omit<SweepOptions, 'signal'>,
  ends: VerbOptions,
): Promise<number> {
  return await severalVerb(ends, async (on, signal) => {
    const sweep = await sweepOf(scenario, { ...options, signal });
    on.say(beforehand(sweep, options.seeds));
    const { curve, report } = await sweep.run(({ level, x, nth }) => {
      on.doing(`level ${level} of ${sweep.levels} (${number(x)}), seed ${nth} of ${options.seeds}`);
    });
    return { loads: loadsOfCurve(curve, report) };
  });
}

function beforehand({ levels, loads, mode, lastsMs }: Sweep, seeds: number): string {
  const many = `${loads} loads: ${levels} levels of ${seeds} seeds`;
  return mode === 'wire'
    ? `${many}, over sockets in real time: at least ${lengthWords(lastsMs)}`
    : `${many}, ${lengthWords(lastsMs)} of virtual time`;
}
