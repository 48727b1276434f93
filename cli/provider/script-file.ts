import path from 'node:path';
import { HarnessError } from '../../harness/model/error.ts';
import { userModule } from '../../harness/run/loader/user-module.ts';
import { formatThrown } from '../terminal/format-error.ts';

/**
 * The default export of a script's file.
 * @throws HarnessError `bad-argument` where it does not load.
 */
export async function scriptIn(file: string): Promise<unknown> {
  const absolute = path.resolve(file);
  try {
    return ((await userModule(absolute)) as { readonly default?: unknown }).default;
  } catch (error) {
    throw new HarnessError(
      'bad-argument',
      {
        expected: `${file} to load`,
        got: formatThrown(error, process.cwd()),
        fix: 'Name a module whose default is a script: export default [{ reply: "Very well." }].',
      },
      { cause: error },
    );
  }
}
