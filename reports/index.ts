import { HarnessError } from '../harness/model/error.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import type { Reporter } from './reporter.ts';
import { text } from './text.ts';

/** All reporters. */
export const reporters: readonly Reporter[] = [text, json, junit, markdown, html];

/** What a flag that names reporters says of itself. */
export const reporterWords: string = `of ${reporters.map(({ name }) => name).join(',')} (default: all)`;

/** The reporter with this name; throws `bad-argument` for an unknown name. */
export function reporterNamed(name: string): Reporter {
  const found = reporters.find((reporter) => reporter.name === name);
  if (found) return found;
  throw new HarnessError('bad-argument', {
    expected: `a reporter (${reporters.map((reporter) => reporter.name).join(', ')})`,
    got: JSON.stringify(name),
    fix: 'Name one of these.',
  });
}
