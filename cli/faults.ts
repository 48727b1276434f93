import { Command } from 'commander';
import { describeCatalogue, type FaultRow } from '../faults/describe.ts';
import { wrap } from '../reports/text/page.ts';
import { exit } from './exit-codes.ts';
import { screen } from './screen.ts';

/** `brownout faults`: the catalogue. */
export function faultsCommand(report: (code: number) => void): Command {
  return new Command('faults')
    .description('list the faults, with their parameters')
    .option('--json', 'print the catalogue as JSON')
    .action(({ json }: { readonly json?: boolean }) => {
      const rows = describeCatalogue();
      process.stdout.write(`${json ? JSON.stringify(rows, null, 2) : asText(rows)}\n`);
      report(exit.pass);
    });
}

function asText(rows: readonly FaultRow[]): string {
  const { width } = screen();
  return rows
    .flatMap(({ name, layer, about, params }) => [
      `${name} (${layer})`,
      ...indented(about, 2, width),
      ...params.flatMap((param) =>
        indented(`${param.name}: ${param.range}; ${param.default} where left out`, 6, width),
      ),
    ])
    .join('\n');
}

function indented(text: string, by: number, width: number): readonly string[] {
  return wrap(text, width - by).map((line) => ' '.repeat(by) + line);
}
