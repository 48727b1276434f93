import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Scenario } from '../harness/model/scenario.ts';
import type { RunRecord } from '../harness/model/trace/run-record.ts';
import { worst } from '../harness/model/trace/verdict.ts';
import { judge, restingOnReading, type Judgement } from '../harness/run/verdict/judge.ts';
import { printable } from '../reports/words/printable.ts';
import { wrap } from '../reports/text/page.ts';
import { exit } from './exit-codes.ts';
import { runFiles, type RunFile } from './files/run-files.ts';
import { scenariosIn } from './files/scenarios-in.ts';
import { screen } from './terminal/screen.ts';
import { HarnessError } from '../harness/model/error.ts';

/** `brownout judge`: judges saved runs again, from their traces and the current checks. */
export function judgeCommand(report: (code: number) => void): CommandUnknownOpts {
  return new Command('judge')
    .description('judge saved runs again, by the checks as they are now; nothing is run')
    .argument('<runs...>', 'run records, such as .brownout/runs: files, folders or globs')
    .option('--json', 'print verdicts as JSON')
    .action(async (patterns, { json }) => {
      const rows = await judged(patterns);
      const text = json ? JSON.stringify(rows.map(asJson), null, 2) : asText(rows);
      process.stdout.write(`${text}\n`);
      report(codes[worst(rows.map(({ now }) => now.result))]);
    });
}

const codes = { pass: exit.pass, fail: exit.fail, unknown: exit.inconclusive } as const;

/** A saved run, and its current verdicts. */
interface Row {
  readonly file: string;
  readonly record: RunRecord;
  readonly now: Judgement & Pick<RunRecord, 'restsOnReading'>;
}

async function judged(patterns: readonly string[]): Promise<readonly Row[]> {
  const root = process.cwd();
  const loaded = new Map<string, readonly Scenario[]>();
  const rows: Row[] = [];
  for (const run of await runFiles(patterns, root)) {
    const known = loaded.get(run.scenario) ?? (await scenariosIn(run.scenario, root));
    loaded.set(run.scenario, known);
    const { checks } = scenarioOf(run, known);
    const { trace } = run.record;
    const now = judge(trace, checks);
    const restsOnReading = restingOnReading(trace, checks, now.verdicts);
    rows.push({ ...run, now: { ...now, ...(restsOnReading.length > 0 && { restsOnReading }) } });
  }
  return rows;
}

function scenarioOf({ file, record }: RunFile, known: readonly Scenario[]): Scenario {
  const found = known.find(({ title }) => title === record.trace.scenario);
  if (found) return found;
  throw new HarnessError('bad-artifact', {
    expected: `${record.file} to hold the scenario ${JSON.stringify(record.trace.scenario)} of ${file}`,
    got: known.map(({ title }) => JSON.stringify(title)).join(', ') || 'none',
    fix: 'It may have been renamed: run it anew.',
  });
}

function asJson({ file, record, now }: Row): object {
  return { file, scenario: record.trace.scenario, was: record.result, ...now };
}

function asText(rows: readonly Row[]): string {
  const { width } = screen();
  const counts = [...Map.groupBy(rows, ({ now }) => now.result)].map(
    ([result, its]) => `${its.length} ${result}`,
  );
  const changed = rows.filter((row) => changesOf(row).length > 0);
  const head = `${rows.length} saved ${rows.length === 1 ? 'run' : 'runs'}: ${counts.join(', ')}`;
  const same = changed.length === 0 ? 'Every verdict is as it was.' : `${changed.length} differ:`;
  return [
    head,
    same,
    ...changed.flatMap((row) => [
      ...wrap(printable(`${row.file}: ${row.now.result}, was ${row.record.result}`), width),
      ...changesOf(row).flatMap((line) =>
        wrap(printable(line), width - 2).map((one) => `  ${one}`),
      ),
    ]),
  ].join('\n');
}

/** The checks whose verdict has changed, and why. */
function changesOf({ record, now }: Row): readonly string[] {
  const was = new Map(record.verdicts.map(({ check, verdict }) => [check, verdict.result]));
  const said = now.verdicts.flatMap(({ check, verdict }) => {
    const before = was.get(check);
    was.delete(check);
    if (before === verdict.result) return [];
    const why = 'reason' in verdict ? `: ${verdict.reason}` : '';
    return [`${check}: ${verdict.result}, was ${before ?? 'not there'}${why}`];
  });
  return [...said, ...[...was].map(([check, result]) => `${check}: gone, was ${result}`)];
}
