import { HarnessError } from '../../model/error.ts';
import { canonical } from '../../model/json/json.ts';
import type { PartOfLoad } from './merged-load.ts';

/** Throws `bad-artifact` for parts of different loads. */
export function demandOneLoad(parts: readonly PartOfLoad[]): void {
  const [first, ...others] = parts;
  for (const other of others) {
    for (const [what, of] of Object.entries(alike)) {
      const [one, two] = [of(first!.blob), of(other.blob)].map((value) =>
        typeof value === 'string' ? value : canonical(value),
      );
      if (one === two) continue;
      throw new HarnessError('bad-artifact', {
        expected: `parts of one load: ${what} of ${first!.from} is ${one}`,
        got: `${two} of ${other.from}`,
        fix: 'Merge the parts of one command, made by one version of Brownout; empty the folder between loads.',
      });
    }
  }
}

/** What must be alike, by its name. */
const alike: Readonly<Record<string, (blob: PartOfLoad['blob']) => unknown>> = {
  'the version of Brownout': ({ made }) => made.version,
  'the number of parts': ({ count }) => count,
  'the scenario': ({ made }) => `${made.header.scenario} in ${made.file}`,
  'the variant': ({ made }) => made.header.variant,
  'the mode': ({ made }) => made.header.mode,
  'the seed': ({ made }) => made.header.seed,
  'the rate': ({ made }) => made.spec.rate,
  'the plan': ({ made }) => made.header.plan,
  'the load': ({ made }) => made.spec,
  'what it is judged by': ({ made: { header, checks } }) => [header, checks],
};
