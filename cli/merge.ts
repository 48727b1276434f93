import path from 'node:path';
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { LoadCommand } from '../harness/load/parts/load-blob.ts';
import { mergedLoad, type PartOfLoad } from '../harness/load/parts/merged-load.ts';
import { demandOneLoad } from '../harness/load/parts/one-load.ts';
import { demandAll } from '../reports/blob/demand-all.ts';
import { mergedSuite, withoutShard, type BlobFile } from '../reports/blob/merge-blobs.ts';
import { reporterNamed, reporters, reporterWords } from '../reports/index.ts';
import {
  loadReporterNamed,
  loadReporters,
  loadReporterWords,
} from '../reports/load/load-reporters.ts';
import { exitCodeOf } from '../reports/summary/exit-code.ts';
import { blobFiles } from './files/blob-files.ts';
import { keptRuns } from './suite/results.ts';
import { tellSuite } from './suite/tell-suite.ts';
import { tellLoadReport } from './files/tell-load-report.ts';
import { openOut } from './files/out-folder.ts';
import { names } from './terminal/names.ts';
import { screen } from './terminal/screen.ts';

const flags = () =>
  new Command('merge')
    .description('make one report of the parts that run, explore or load left with --shard')
    .argument('<blobs...>', 'the parts (blob-1-of-3.json): files, folders or globs')
    .option('--out <dir>', 'where reports go', '.brownout')
    .option('--reporter <names>', `${reporterWords}; of a load: ${loadReporterWords}`, names)
    .option('--allow-unknown', 'an inconclusive result is not an error');

type Options = ReturnType<ReturnType<typeof flags>['opts']>;

/** `brownout merge`: one report of the parts that `--shard` left on several machines. */
export function mergeCommand(report: (code: number) => void): CommandUnknownOpts {
  return flags().action(async (patterns, options) => {
    report(await mergeVerb(patterns, options));
  });
}

async function mergeVerb(patterns: readonly string[], options: Options): Promise<number> {
  const root = process.cwd();
  const found = await blobFiles(patterns, root);
  const out = path.resolve(root, options.out);
  return found.kind === 'load'
    ? await mergeLoad(found.parts, { ...options, out })
    : await mergeSuite(found.parts, { ...options, root, out });
}

async function mergeSuite(
  parts: readonly BlobFile[],
  { root, out, reporter, allowUnknown }: Options & { readonly root: string },
): Promise<number> {
  const chosen = reporter?.map(reporterNamed) ?? reporters;
  const summary = mergedSuite(parts);
  const runs = parts.flatMap(({ blob }) =>
    keptRuns({ ...blob, searches: blob.searches.map(({ searched }) => searched) }),
  );
  await openOut(out);
  const what = 'how every task ended';
  await tellSuite(summary, { root, out, on: screen(), chosen, runs, part: null, what });
  return exitCodeOf(summary, { allowUnknown: allowUnknown === true });
}

async function mergeLoad(
  parts: readonly PartOfLoad[],
  { out, reporter, allowUnknown }: Options,
): Promise<number> {
  const chosen = reporter?.map(loadReporterNamed) ?? loadReporters;
  demandOneLoad(parts);
  demandAll(parts.map(({ blob }) => blob));
  const report = mergedLoad(parts);
  await openOut(out);
  const files = { out, reporters: chosen, by: commandOf(parts), otlp: null };
  return await tellLoadReport(report, { ...files, allowUnknown: allowUnknown === true });
}

/** The command of the whole, which began with the first of its parts. */
function commandOf(parts: readonly PartOfLoad[]): LoadCommand {
  const [first] = parts
    .map(({ blob }) => blob.by)
    .toSorted((a, b) => a.startedAtMs - b.startedAtMs);
  return { ...first!, command: withoutShard(first!.command) };
}
