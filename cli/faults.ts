import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { catalogue } from '../faults/catalogue.ts';
import { HarnessError } from '../harness/model/error.ts';
import { didYouMean } from '../harness/model/options/nearest.ts';
import { describeFaults, type FaultRow } from '../harness/plans/describe.ts';
import { wrap } from '../reports/text/page.ts';
import { exit } from './exit-codes.ts';
import { screen } from './terminal/screen.ts';

/** `brownout faults`: prints the catalogue. */
export function faultsCommand(report: (code: number) => void): CommandUnknownOpts {
  return new Command('faults')
    .description('list the faults of the catalogue, with their parameters')
    .argument('[names...]', 'only these')
    .option('--json', 'print the catalogue as JSON')
    .action((names: readonly string[], { json }: { readonly json?: boolean }) => {
      const rows = named(names, describeFaults(catalogue));
      process.stdout.write(`${json ? JSON.stringify(rows, null, 2) : asText(rows)}\n`);
      report(exit.pass);
    });
}

function named(names: readonly string[], all: readonly FaultRow[]): readonly FaultRow[] {
  for (const name of names) if (!all.some((one) => one.name === name)) throw noSuchFault(name, all);
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}

function noSuchFault(name: string, all: readonly FaultRow[]): HarnessError {
  const names = all.map((one) => one.name);
  return new HarnessError('unknown-fault', {
    expected: 'the name of a fault in the catalogue',
    got: JSON.stringify(name),
    fix: `${didYouMean(name, names)}Leave it out for all of them; a fault of your own is in its scenario's file, which this does not read.`,
  });
}

function asText(rows: readonly FaultRow[]): string {
  const { width } = screen();
  return rows
    .flatMap(({ name, layer, about, searched, menu, params, form }) => [
      `${name} (${layer}; ${searchedWords[searched]})`,
      ...indented(about, 2, width),
      ...menu.map((one) => `      tried as ${one}`),
      ...params.flatMap((param) =>
        indented(
          `${param.name}: ${param.about}; ${param.range}; ${param.default} where left out`,
          6,
          width,
        ),
      ),
      // Never wrapped: it is there to be copied.
      `  ${form}`,
    ])
    .join('\n');
}

/** When `explore` tries a fault. */
const searchedWords: Readonly<Record<FaultRow['searched'], string>> = {
  'by default': 'searched by default',
  'as a lie, by name': 'a lie, searched where it is named',
  'by name': 'searched where it is named',
  never: 'never searched',
};

function indented(text: string, by: number, width: number): readonly string[] {
  return wrap(text, width - by).map((line) => ' '.repeat(by) + line);
}
