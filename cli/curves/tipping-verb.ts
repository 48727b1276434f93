import path from 'node:path';
import {
  findTippingPoint,
  type TippingFound,
  type TippingOptions,
} from '../../harness/load/tipping/find-tipping-point.ts';
import { loadReplayOf } from '../../harness/load/tipping/load-replay-of.ts';
import type { LoadReport } from '../../harness/model/load/load-report.ts';
import type { Scenario } from '../../harness/model/scenario.ts';
import { writeAtomically } from '../../reports/files/write.ts';
import { loadOtel } from '../../reports/load/load-otel.ts';
import { tippingPage } from '../../reports/load/curves/tipping-page.ts';
import { tippingText } from '../../reports/load/curves/tipping-text.ts';
import { shellWord } from '../../reports/words/shell-word.ts';
import { interrupt } from '../terminal/interrupt.ts';
import { screen } from '../terminal/screen.ts';
import { pushOtlp } from '../files/otlp-push.ts';
import { curveFormats, plainText, writeCurve, type CurveFormat } from './curve-files.ts';
import { codeOf } from './result-code.ts';
import type { VerbOptions } from './verb-options.ts';
import { wireWords } from './wire-words.ts';

/** `brownout load --find-tipping-point`: the smallest fault after which a system does not come back. */
export async function tippingVerb(
  scenario: Scenario,
  options: Omit<TippingOptions, 'signal' | 'onFault'>,
  { out, allowUnknown, reporter, otlp }: VerbOptions,
): Promise<number> {
  const formats = curveFormats(reporter);
  const startedAtMs = new Date().getTime();
  const on = screen();
  const stopped = interrupt();
  try {
    const beforehand = wireWords(scenario, options, ['baseline', 'recovery']);
    if (beforehand !== null) on.say(beforehand);
    const found = await findTippingPoint(scenario, {
      ...options,
      signal: stopped.signal,
      onFault: ({ x, faultMs }, before) => {
        if (before) on.did(`${before.x} for ${before.faultMs} ms: ${before.outcome}`);
        on.doing(`${options.depth.split('=')[0]} ${x} for ${faultMs} ms`);
      },
    });
    on.done();
    const files = await written(found, scenario, { ...options, out, formats });
    await pushed(found.report, otlp, startedAtMs);
    process.stdout.write(`${tippingText(found.tipping, on)}\n\n${files.join('\n')}\n`);
    const { result, trials } = found.tipping;
    const isInvalid = trials.some(({ invalid }) => invalid.length > 0);
    return stopped.code() ?? codeOf({ result, isInvalid }, allowUnknown);
  } finally {
    on.done();
    stopped.release();
  }
}

interface Written extends Pick<TippingOptions, 'load'>, Pick<VerbOptions, 'out'> {
  readonly formats: readonly CurveFormat[];
}

/** Pushes the traces of the load that shows the smallest fault, and says how that went. */
async function pushed(
  report: LoadReport | null,
  otlp: URL | null,
  startedAtMs: number,
): Promise<void> {
  if (!otlp) return;
  const said = report
    ? await pushOtlp(otlp, loadOtel.render(report, { command: '', startedAtMs }))
    : 'no traces were pushed: no fault tips it';
  process.stderr.write(`brownout: ${said}\n`);
}

/** Writes what was found; the lines that name it, the last one how to make the smallest again. */
async function written(
  { tipping, report }: TippingFound,
  scenario: Scenario,
  { out, formats, load = {} }: Written,
): Promise<readonly string[]> {
  const files = await writeCurve({
    out,
    stem: 'tipping',
    formats,
    value: tipping,
    text: tippingText(tipping, plainText),
    page: () => tippingPage(tipping),
  });
  const replay = report && loadReplayOf(scenario, report, load);
  if (!replay) return files;
  const shown = path.join(out, 'tipping.load.json');
  const file = path.join(out, 'tipping.replay.json');
  await writeAtomically(shown, `${JSON.stringify(report)}\n`);
  await writeAtomically(file, `${JSON.stringify(replay, null, 2)}\n`);
  return [...files, shown, `again: brownout replay ${shellWord(file)}`];
}
