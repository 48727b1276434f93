import { sweepOf, type Sweep, type SweepOptions } from '../../harness/load/curves/sweep.ts';
import type { Scenario } from '../../harness/model/scenario.ts';
import { curvePage } from '../../reports/load/curves/curve-page.ts';
import { curveText } from '../../reports/load/curves/curve-text.ts';
import { curveFormats, demandNoTraces, plainText, writeCurve } from './curve-files.ts';
import { codeOf } from './result-code.ts';
import { interrupt } from '../terminal/interrupt.ts';
import { lengthWords } from '../terminal/length-words.ts';
import { screen } from '../terminal/screen.ts';
import type { VerbOptions } from './verb-options.ts';

/** `brownout load --sweep`: the same load at several levels of one number, over several seeds. */
export async function sweepVerb(
  scenario: Scenario,
  options: Omit<SweepOptions, 'signal'>,
  { out, allowUnknown, reporter, otlp }: VerbOptions,
): Promise<number> {
  const formats = curveFormats(reporter);
  demandNoTraces(otlp, 'a sweep');
  const on = screen();
  const stopped = interrupt();
  try {
    const sweep = await sweepOf(scenario, { ...options, signal: stopped.signal });
    on.say(beforehand(sweep, options.seeds));
    const curve = await sweep.run(({ level, x, nth }) => {
      on.doing(`level ${level} of ${sweep.levels} (${x}), seed ${nth} of ${options.seeds}`);
    });
    on.done();
    const files = await writeCurve({
      out,
      stem: 'curve',
      formats,
      value: curve,
      text: curveText(curve, plainText),
      page: () => curvePage(curve),
    });
    process.stdout.write(`${curveText(curve, on)}\n\n${files.join('\n')}\n`);
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
