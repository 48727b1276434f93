import { escapedJson } from '../../json.ts';
import { registry } from '../../registry.ts';
import { loadOtel } from '../load-otel.ts';
import { severalJunit } from './several-junit.ts';
import type { SeveralReporter } from './several-loads.ts';
import { severalMarkdown } from './several-markdown.ts';
import { severalPage } from './several-page.ts';
import { severalText } from './several-text.ts';

/** All formats of what several loads come to. */
export const severalReporters: readonly SeveralReporter[] = [
  {
    name: 'text',
    file: 'txt',
    render: (loads) => `${severalText(loads, { color: false, width: 100 })}\n`,
  },
  {
    name: 'json',
    file: 'json',
    render: ({ value }) => `${escapedJson(JSON.stringify(value))}\n`,
  },
  severalJunit,
  severalMarkdown,
  { name: 'html', file: 'html', render: severalPage },
  {
    name: 'otel',
    file: 'otlp.json',
    render: ({ shown }, context) => (shown ? loadOtel.render(shown, context) : noSpans),
  },
];

const noSpans = `${JSON.stringify({ resourceSpans: [] })}\n`;

export const { named: severalReporterNamed } = registry(severalReporters);
