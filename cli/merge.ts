import path from 'node:path';
import { Command } from 'commander';
import { mergedSuite } from '../reports/blob/merge-blobs.ts';
import { reporterNamed, reporters, reporterWords } from '../reports/index.ts';
import { exitCodeOf } from '../reports/summary/exit-code.ts';
import { renderText } from '../reports/text.ts';
import { writeReports } from '../reports/files/write.ts';
import { blobFiles } from './files/blob-files.ts';
import { keptRuns } from './suite/results.ts';
import { openOut } from './files/out-folder.ts';
import { showReportFiles } from './files/report-files.ts';
import { names } from './terminal/names.ts';
import { screen } from './terminal/screen.ts';

interface Options {
  readonly out: string;
  readonly reporter?: readonly string[];
  readonly allowUnknown?: boolean;
}

/** `brownout merge`: one report of the parts that `--shard` left on several machines. */
export function mergeCommand(report: (code: number) => void): Command {
  return new Command('merge')
    .description('make one report of the parts that run or explore left with --shard')
    .argument('<blobs...>', 'the parts (blob-1-of-3.json): files, folders or globs')
    .option('--out <dir>', 'where reports go', '.brownout')
    .option('--reporter <names>', reporterWords, names)
    .option('--allow-unknown', 'an inconclusive result is not an error')
    .action(async (patterns: readonly string[], options: Options) => {
      report(await mergeVerb(patterns, options));
    });
}

async function mergeVerb(patterns: readonly string[], options: Options): Promise<number> {
  const root = process.cwd();
  const chosen = (options.reporter ?? reporters.map(({ name }) => name)).map(reporterNamed);
  const blobs = await blobFiles(patterns, root);
  const summary = mergedSuite(blobs);
  const runs = blobs.flatMap(({ blob }) =>
    keptRuns({ ...blob, searches: blob.searches.map(({ searched }) => searched) }),
  );
  const out = path.resolve(root, options.out);
  await openOut(out);
  const on = screen();
  const paths = await writeReports(summary, out, chosen, runs);
  process.stdout.write(`${renderText(summary, on).trimEnd()}\n`);
  showReportFiles(paths, { out, root, what: 'how every task ended' }, on);
  return exitCodeOf(summary, { allowUnknown: options.allowUnknown ?? false });
}
