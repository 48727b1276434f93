import path from 'node:path';
import {
  findTippingPoint,
  type TippingFound,
  type TippingOptions,
} from '../../harness/load/tipping/find-tipping-point.ts';
import { loadReplayOf } from '../../harness/load/tipping/load-replay-of.ts';
import type { Scenario } from '../../harness/model/scenario.ts';
import { writeAtomically } from '../../reports/files/write.ts';
import { tippingPage } from '../../reports/load/curves/tipping-page.ts';
import { tippingText } from '../../reports/load/curves/tipping-text.ts';
import { shellWord } from '../../reports/words/shell-word.ts';
import { interrupt } from '../terminal/interrupt.ts';
import { screen } from '../terminal/screen.ts';
import { codeOf } from './result-code.ts';
import type { VerbOptions } from './verb-options.ts';
import { wireWords } from './wire-words.ts';

/** `brownout load --find-tipping-point`: the smallest fault after which a system does not come back. */
export async function tippingVerb(
  scenario: Scenario,
  options: Omit<TippingOptions, 'signal' | 'onFault'>,
  { out, allowUnknown }: VerbOptions,
): Promise<number> {
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
    const files = await written(found, scenario, { ...options, out });
    process.stdout.write(`${tippingText(found.tipping, on)}\n\n${files.join('\n')}\n`);
    const { result, trials } = found.tipping;
    const isInvalid = trials.some(({ invalid }) => invalid.length > 0);
    return stopped.code() ?? codeOf({ result, isInvalid }, allowUnknown);
  } finally {
    on.done();
    stopped.release();
  }
}

/** Writes what was found; the lines that name it, the last one how to make the smallest again. */
async function written(
  { tipping, report }: TippingFound,
  scenario: Scenario,
  { out, load = {} }: Pick<TippingOptions, 'load'> & Pick<VerbOptions, 'out'>,
): Promise<readonly string[]> {
  const json = path.join(out, 'tipping.json');
  const page = path.join(out, 'tipping.html');
  await writeAtomically(json, `${JSON.stringify(tipping)}\n`);
  await writeAtomically(page, tippingPage(tipping));
  const replay = report && loadReplayOf(scenario, report, load);
  if (!replay) return [json, page];
  const shown = path.join(out, 'tipping.load.json');
  const file = path.join(out, 'tipping.replay.json');
  await writeAtomically(shown, `${JSON.stringify(report)}\n`);
  await writeAtomically(file, `${JSON.stringify(replay, null, 2)}\n`);
  return [json, page, shown, `again: brownout replay ${shellWord(file)}`];
}
