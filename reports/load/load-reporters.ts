import { HarnessError } from '../../harness/model/error.ts';
import { escapedJson } from '../json.ts';
import { loadJunit } from './load-junit.ts';
import { loadMarkdown } from './load-markdown.ts';
import { loadOtel } from './load-otel.ts';
import { loadPage } from './load-page.ts';
import type { LoadReporter } from './load-reporter.ts';
import { loadText } from './load-text.ts';

/** All formats of the report of a load. */
export const loadReporters: readonly LoadReporter[] = [
  {
    name: 'text',
    file: 'load.txt',
    render: (report) => `${loadText(report, { color: false, width: 100 })}\n`,
  },
  {
    name: 'json',
    file: 'load.json',
    render: (report) => `${escapedJson(JSON.stringify(report))}\n`,
  },
  loadJunit,
  loadMarkdown,
  { name: 'html', file: 'load.html', render: (report) => loadPage(report) },
  loadOtel,
];

const names = loadReporters.map(({ name }) => name);

/** What a flag that names them says of itself. */
export const loadReporterWords: string = `of ${names.join(',')} (default: all)`;

/** The format with this name; throws `bad-argument` for an unknown name. */
export function loadReporterNamed(name: string): LoadReporter {
  const found = loadReporters.find((reporter) => reporter.name === name);
  if (found) return found;
  throw new HarnessError('bad-argument', {
    expected: `a reporter of a load (${names.join(', ')})`,
    got: JSON.stringify(name),
    fix: 'Name one of these.',
  });
}
