import { didYouMean } from '../../harness/model/options/nearest.ts';
import { HarnessError } from '../../harness/model/error.ts';
import type { SuiteResults } from './results.ts';
import { noSuchScenario } from '../files/repro-files.ts';
import type { Job } from './job.ts';

/**
 * The error for a variant, title or replay file that no scenario has; null if something was run.
 */
export function nothingDone(
  { job }: { readonly job: Job },
  { notes, errors, leftOut }: SuiteResults,
): HarnessError | null {
  if (errors.length > 0) return null;
  if (notes.length > 0 && notes.every(({ lacks }) => lacks)) {
    const known = [...new Set(notes.flatMap(({ lacks = [] }) => lacks))].toSorted();
    return new HarnessError('bad-argument', {
      expected: `--variant careful, or a mutant of these scenarios (${known.join(', ') || 'none'})`,
      got: JSON.stringify(job.variant),
      fix: `${didYouMean(job.variant ?? '', known)}Name one of these.`,
    });
  }
  if (notes.length > 0) return null;
  if (job.repro) return noSuchScenario(job.repro);
  return job.only === null ? null : noneMatches(new RegExp(job.only), leftOut);
}

/** The error for a name that no title matches. */
export function noneMatches(name: RegExp, titles: readonly string[]): HarnessError {
  return new HarnessError('no-scenario', {
    expected: `a scenario whose title matches ${String(name)}`,
    got: `none of ${titles.length}${titles.length > 0 ? `: ${listed(titles)}` : ''}`,
    fix: 'Loosen --test-name, or name other files.',
  });
}

const mostListed = 5;

function listed(titles: readonly string[]): string {
  const told = titles.slice(0, mostListed).map((title) => JSON.stringify(title));
  return [...told, ...(titles.length > mostListed ? ['…'] : [])].join(', ');
}
