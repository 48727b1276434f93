import { escapedJson } from '../json.ts';
import { loadJunit } from './load-junit.ts';
import { loadMarkdown } from './load-markdown.ts';
import { loadOtel } from './load-otel.ts';
import { loadPage } from './load-page.ts';
import type { LoadReporter } from './load-reporter.ts';
import { loadText } from './load-text.ts';
import { registry } from '../registry.ts';

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
  { name: 'html', file: 'load.html', render: loadPage },
  loadOtel,
];

export const { named: loadReporterNamed, words: loadReporterWords } = registry(loadReporters);
