import type { Summary } from './summary.ts';

/**
 * The exit code of a command, the first that applies: 4 if Brownout itself failed, 2 if a file
 * could not be run, 1 if something failed, 3 if something is unknown, else 0. `allowUnknown` turns
 * 3 into 0, unless the command was stopped or ran nothing.
 */
export function exitCodeOf(
  summary: Summary,
  { allowUnknown }: { readonly allowUnknown: boolean },
): 0 | 1 | 2 | 3 | 4 {
  const { result, totals, errors, matrix, meta } = summary;
  if (totals.harnessFailures > 0) return 4;
  if (errors.length > 0) return 2;
  if (result === 'fail') return 1;
  if (result === 'pass') return 0;
  const isWhole = !meta.partial && (totals.runs > 0 || matrix !== null);
  return allowUnknown && isWhole ? 0 : 3;
}
