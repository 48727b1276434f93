import type { Result } from '../../harness/model/trace/verdict.ts';
import { exit } from '../exit-codes.ts';

/** The exit code of a result; `isInvalid` where a load was not what it should be, and shows nothing. */
export function codeOf(
  { result, isInvalid }: { readonly result: Result; readonly isInvalid: boolean },
  allowUnknown: boolean,
): number {
  if (isInvalid) return exit.invalid;
  if (result === 'fail') return exit.fail;
  return result === 'pass' || allowUnknown ? exit.pass : exit.inconclusive;
}
