import { HarnessError } from '../harness/model/error.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { otel } from './otel/otel.ts';
import type { Reporter } from './reporter.ts';
import { text } from './text.ts';

/** All reporters of verdicts. */
export const reporters: readonly Reporter[] = [text, json, junit, markdown, html];

/** Those, and what has a name alone: spans say nothing of verdicts. */
const named: readonly Reporter[] = [...reporters, otel];
const names = named.map(({ name }) => name);

/** What a flag that names reporters says of itself. */
export const reporterWords: string = `of ${names.join(',')} (default: all but otel)`;

/** The reporter with this name; throws `bad-argument` for an unknown name. */
export function reporterNamed(name: string): Reporter {
  const found = named.find((reporter) => reporter.name === name);
  if (found) return found;
  throw new HarnessError('bad-argument', {
    expected: `a reporter (${names.join(', ')})`,
    got: JSON.stringify(name),
    fix: 'Name one of these.',
  });
}
