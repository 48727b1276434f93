import type { Result } from '../../harness/model/trace/verdict.ts';
import { exit } from '../exit-codes.ts';

/** The exit code of a result; where a load was not what it should be, it shows nothing. */
export function codeOf(
  { result, invalid }: { readonly result: Result; readonly invalid: readonly string[] },
  allowUnknown: boolean,
): number {
  if (invalid.length > 0) return exit.invalid;
  if (result === 'fail') return exit.fail;
  return result === 'pass' || allowUnknown ? exit.pass : exit.inconclusive;
}
