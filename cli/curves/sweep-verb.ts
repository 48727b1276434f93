import path from 'node:path';
import { sweepOf, type Sweep, type SweepOptions } from '../../harness/load/curves/sweep.ts';
import type { Scenario } from '../../harness/model/scenario.ts';
import { writeAtomically } from '../../reports/files/write.ts';
import { curvePage } from '../../reports/load/curves/curve-page.ts';
import { curveText } from '../../reports/load/curves/curve-text.ts';
import { codeOf } from './result-code.ts';
import { interrupt } from '../terminal/interrupt.ts';
import { lengthWords } from '../terminal/length-words.ts';
import { screen } from '../terminal/screen.ts';
import type { VerbOptions } from './verb-options.ts';

/** `brownout load --sweep`: the same load at several levels of one number, over several seeds. */
export async function sweepVerb(
  scenario: Scenario,
  options: Omit<SweepOptions, 'signal'>,
  { out, allowUnknown }: VerbOptions,
): Promise<number> {
  const on = screen();
  const stopped = interrupt();
  try {
    const sweep = await sweepOf(scenario, { ...options, signal: stopped.signal });
    on.say(beforehand(sweep, options.seeds));
    const curve = await sweep.run(({ level, x, nth }) => {
      on.doing(`level ${level} of ${sweep.levels} (${x}), seed ${nth} of ${options.seeds}`);
    });
    on.done();
    const target = path.join(out, 'curve.json');
    const page = path.join(out, 'curve.html');
    await writeAtomically(target, `${JSON.stringify(curve)}\n`);
    await writeAtomically(page, curvePage(curve));
    process.stdout.write(`${curveText(curve, on)}\n\n${target}\n${page}\n`);
    const isInvalid = curve.levels.some(({ runs }) =>
      runs.some(({ invalid }) => invalid.length > 0),
    );
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
