import path from 'node:path';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { HarnessError } from '../harness/model/error.ts';
import { compareMarkdown } from '../reports/compare/compare-markdown.ts';
import { compareText } from '../reports/compare/compare-text.ts';
import { compare } from '../reports/compare/compare.ts';
import type { ComparedResult } from '../reports/compare/comparison.ts';
import { baselineText, type ComparedFacts } from '../reports/compare/facts/baseline.ts';
import { marginsIn, usualMarginWords } from '../reports/compare/margins.ts';
import { writeAtomically } from '../reports/files/write.ts';
import { exit } from './exit-codes.ts';
import { comparedFile } from './files/compared-file.ts';
import { openOut } from './files/out-folder.ts';
import { screen } from './terminal/screen.ts';

const flags = () =>
  new Command('compare')
    .description('tell whether a report is worse than a baseline; nothing is run')
    .argument('<base>', 'report.json of run or explore, load.json, or a baseline')
    .argument('[now]', 'the same of what is to be judged')
    .option(
      '--margin <margins...>',
      `how much worse it may be (of loads: ${usualMarginWords}; of suites: pass=5% …); name=none for not at all asked`,
    )
    .option('--save <file>', 'write the report named last as a baseline')
    .option('--out <dir>', 'where compare.json and compare.md go', '.brownout')
    .option('--allow-unknown', 'an inconclusive result is not an error');

type Options = ReturnType<ReturnType<typeof flags>['opts']>;

/** `brownout compare`: whether a report is worse than a baseline. */
export function compareCommand(report: (code: number) => void): CommandUnknownOpts {
  return flags().action(async (base, now, options) => {
    report(await compareVerb([base, now], options));
  });
}

const codes: Readonly<Record<ComparedResult, number>> = {
  'not-worse': exit.pass,
  worse: exit.fail,
  unknown: exit.inconclusive,
};

async function compareVerb(
  [base, now]: readonly [string, string | undefined],
  { margin = [], save, out, allowUnknown }: Options,
): Promise<number> {
  const margins = marginsIn(margin.flatMap((text) => text.split(',')));
  if (now === undefined && save === undefined) {
    throw new HarnessError('bad-argument', {
      expected: 'a baseline and a report',
      got: `${base} alone`,
      fix: 'Name the report to judge, too; or save this one as a baseline with --save.',
    });
  }
  const sides = [];
  for (const file of [base, now]) {
    if (file !== undefined) sides.push({ file, facts: await comparedFile(file) });
  }
  const [first, last] = [sides[0]!, sides.at(-1)!];
  if (save !== undefined) await saveBaseline(save, last);
  if (now === undefined) return exit.pass;
  const comparison = compare(first, last, margins);
  await openOut(out);
  const files = ['compare.json', 'compare.md'].map((name) => path.join(out, name));
  await writeAtomically(files[0]!, `${JSON.stringify(comparison, null, 2)}\n`);
  await writeAtomically(files[1]!, compareMarkdown(comparison));
  process.stdout.write(`${compareText(comparison, screen())}\n\n${files.join('\n')}\n`);
  return comparison.result === 'unknown' && allowUnknown ? exit.pass : codes[comparison.result];
}

/** Only what can be compared with is saved. */
async function saveBaseline(
  target: string,
  { file, facts }: { readonly file: string; readonly facts: ComparedFacts },
): Promise<void> {
  if (facts.gap !== null) {
    throw new HarnessError('bad-artifact', {
      expected: `a whole report to save as a baseline in ${file}`,
      got: `one that says nothing: ${facts.gap}`,
      fix: 'Run it anew, to its end.',
    });
  }
  await writeAtomically(target, baselineText(facts));
  process.stderr.write(`brownout: saved ${file} as the baseline ${target}\n`);
}
