import type { z } from 'zod';
import { HarnessError } from '../error.ts';

/** The value as its schema has it; throws `bad-artifact` for another version or shape. */
export function parsedArtifact<T>(
  value: unknown,
  schema: z.ZodType<T>,
  { file, what }: { readonly file: string; readonly what: string },
): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw misshapen(parsed.error.issues, value, file, what);
}

/** The value of a file's text; throws `bad-artifact` where it is not JSON. */
export function jsonOf(
  text: string,
  { file, what }: { readonly file: string; readonly what: string },
): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as unknown;
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    throw new HarnessError(
      'bad-artifact',
      {
        expected: `${what} as JSON in ${file}`,
        got: text.trim() === '' ? 'an empty file' : `text that is not JSON (${says})`,
        fix: 'Write the file anew; it may have been cut short or edited.',
      },
      { cause: error },
    );
  }
}

function misshapen(
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
  file: string,
  what: string,
): HarnessError {
  const version = issues.find((issue) => issue.path.length === 1 && issue.path[0] === 'version');
  if (version) return otherVersion(version, value, file, what);
  const shown = issues.slice(0, 3).map((issue) => `${pathOf(issue.path)}: ${issue.message}`);
  const more = issues.length > 3 ? `; and ${issues.length - 3} more` : '';
  return new HarnessError('bad-artifact', {
    expected: `${what} in ${file}`,
    got: `another shape (${shown.join('; ')}${more})`,
    fix: 'Check that it is the right file; the folder schemas of the package has its shape.',
  });
}

function otherVersion(
  issue: z.core.$ZodIssue,
  value: unknown,
  file: string,
  what: string,
): HarnessError {
  const known = versionsIn(issue);
  const got = (value as { readonly version?: unknown }).version;
  const isNewer = typeof got === 'number' && got > Math.max(...known);
  return new HarnessError('bad-artifact', {
    expected: `version ${known.join(' or ')} of ${what} in ${file}`,
    got: got === undefined ? 'no version' : `version ${JSON.stringify(got)}`,
    fix: isNewer
      ? 'A newer Brownout wrote it: update this one (npm install -D brownout@latest).'
      : 'Check that it is the right file, and write it anew with this Brownout.',
  });
}

/** The versions that a schema accepts; with several versions it is a union by version. */
function versionsIn(issue: z.core.$ZodIssue): readonly number[] {
  if (issue.code === 'invalid_value') return issue.values.map(Number);
  if ('options' in issue) return (issue.options as readonly unknown[]).map(Number);
  return [1];
}

function pathOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the whole';
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}
