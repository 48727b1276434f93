import type { Summary } from './summary.ts';

/**
 * The exit code of a command, the gravest of all that came: 4 where Brownout itself went wrong, 2
 * where something kept a file from running, 1 where something failed, 3 where something could not be
 * judged, else 0. `allowUnknown` makes a 3 a 0, but never of what was stopped or ran nothing.
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
