import Table from 'cli-table3';
import { Command } from 'commander';
import { describeCatalogue } from '../faults/describe.ts';
import { exit } from './exit-codes.ts';

/** `brownout faults`: the catalogue. */
export function faultsCommand(report: (code: number) => void): Command {
  return new Command('faults')
    .description('list the faults, with their parameters')
    .option('--json', 'print the catalogue as JSON')
    .action(({ json }: { readonly json?: boolean }) => {
      process.stdout.write(`${json ? JSON.stringify(describeCatalogue(), null, 2) : asTable()}\n`);
      report(exit.pass);
    });
}

function asTable(): string {
  const table = new Table({
    head: ['fault', 'layer', 'what goes wrong', 'parameters'],
    style: { head: [], border: [] },
    colWidths: [26, 8, 40, 44],
    wordWrap: true,
  });
  for (const { name, layer, about, params } of describeCatalogue()) {
    const lines = params.map((param) => `${param.name}: ${param.range} (${String(param.default)})`);
    table.push([name, layer, about, lines.join('\n')]);
  }
  return table.toString();
}
